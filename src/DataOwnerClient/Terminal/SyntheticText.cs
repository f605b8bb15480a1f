using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Synthetic rows as lines: how many, of what, learned how precisely, and how safe. The rows themselves are for a file.</summary>
internal static class SyntheticText
{
    internal static IEnumerable<string> Write(SyntheticAnswer answer)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{answer.Rows:#,0} synthetic rows, learned from {AnswerText.Count(answer.LearnedRows)} true ones");
        foreach (string line in TextTable.Lines(["column", "values"], answer.Columns.Select(column => new[] { $"{column.Column}", string.Create(CultureInfo.InvariantCulture, $"{column.Values.Count:#,0}") })))
        {
            yield return $"  {line}";
        }

        SyntheticMeasurement[] pairs = [.. answer.Measurements.Where(measurement => measurement.Columns.Count == 2)];
        yield return $"dependences kept ({pairs.Length}), with the deviation of the noise on each count:";
        foreach (SyntheticMeasurement pair in pairs)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {pair.Columns[0]} with {pair.Columns[1]}: {pair.Cells:#,0} counts, deviation {pair.Deviation:0.0}");
        }

        foreach (SyntheticDistance distance in answer.Fidelity.Distances)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"distance from the true rows over {distance.Ways} column(s): mean L1 {distance.MeanL1:0.0000} ± {distance.Deviation:0.0000}, total variation {distance.TotalVariation:0.0000} ({distance.Sets:#,0} sets)");
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"k-marginal score {answer.Fidelity.KMarginalScore:0} of 1,000; as far off as a random sample of {answer.Fidelity.SubsamplingEquivalent * 100:0.0} % of the true rows; a discriminator tells true rows from made ones with an AUC of {answer.Fidelity.PropensityAuc:0.000} ± {answer.Fidelity.PropensityDeviation:0.000}");
        foreach (SyntheticUtility use in answer.Utility)
        {
            yield return $"predicting {use.Label} for people who were held out: AUC {AnswerText.Number(use.TrainedOnMade.Auc)} trained on made rows, {AnswerText.Number(use.TrainedOnTrue.Auc)} on true ones with privacy";
        }

        SyntheticSafety safety = answer.Safety;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"exact copies of people who were learned from {safety.Closest[0].LearnedShare * 100:0.00} %, of people who were held out {safety.Closest[0].HeldOutShare * 100:0.00} %");
        yield return string.Create(CultureInfo.InvariantCulture, $"what an attacker gains who takes whoever is near for a member: {safety.MembershipAdvantage * 100:0.00} %");
        yield return string.Create(CultureInfo.InvariantCulture, $"what an attacker gains who singles people out by rare combinations: {safety.SinglingOutAdvantage * 100:0.00} %");
        yield return "write them to a file: cleanroom synth write";
    }
}
