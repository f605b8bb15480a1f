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

        SyntheticSafety safety = answer.Safety;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"true rows among the made ones {safety.ExactShare * 100:0.00} %, of rows of nobody {safety.ExactShareExpected * 100:0.00} %; but for one column {safety.NearShare * 100:0.00} % and {safety.NearShareExpected * 100:0.00} %");
        yield return string.Create(CultureInfo.InvariantCulture, $"what an attacker gains who takes whoever is found for a member: {safety.MembershipAdvantage * 100:0.00} %");
        yield return "write them to a file: cleanroom synth write";
    }
}
