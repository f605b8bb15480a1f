using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Puts a result into lines for people: every figure with its interval, and whom ε covers.</summary>
internal static class AnswerText
{
    internal static IEnumerable<string> Write(Result result)
    {
        IEnumerable<string> lines = result.Answer switch
        {
            OverlapAnswer overlap => [.. Write(overlap), .. SheetOf.Result(result) is { } detail ? SheetText.Write(detail) : []],
            SegmentsAnswer segments => SegmentsText.Write((SegmentsQuery)result.Query, segments),
            CtrModelAnswer model => Write(model),
            PrivateModelAnswer model when SheetOf.Result(result) is { } sheet => [$"predicting {model.Label}", .. SheetText.Write(sheet)],
            AttributionAnswer attribution => AttributionText.Write(attribution, result.Query as AttributionQuery),
            LiftAnswer lift => LiftText.Write(lift),
            SyntheticAnswer synthetic => SyntheticText.Write(synthetic),
            _ => SheetOf.Result(result) is { } sheet ? SheetText.Write(sheet) : [result.Answer.GetType().Name],
        };
        return
        [
            .. lines,
            string.Create(
                CultureInfo.InvariantCulture,
                $"cost: rho {result.Privacy.NanoRho * 1e-9:0.######}, epsilon {result.Privacy.Epsilon:0.00} at delta {result.Privacy.StatementAttoDelta * 1e-18:0.#e0}. {result.Answer.Covers}"),
            result.Answer.IntervalsCoverBounding
                ? "intervals: 95 %, from the noise alone"
                : result.Answer is LiftAnswer or MarketsAnswer ? "intervals: 95 %, from the noise, and from more where said; what contribution bounds left out is not covered"
                : "intervals: 95 %, from the noise alone; what contribution bounds left out is not covered",
        ];
    }

    internal static string Count(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:#,0} [{figure.Low:#,0}; {figure.High:#,0}]");

    internal static string Percent(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate * 100:0.00} % [{figure.Low * 100:0.00}; {figure.High * 100:0.00}]");

    internal static string Number(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:0.0000} [{figure.Low:0.0000}; {figure.High:0.0000}]");

    private static IEnumerable<string> Write(OverlapAnswer answer)
    {
        yield return $"people in {(answer.Tables.Count == 2 ? "both" : "all")} tables: {Count(answer.Overlap)}";
        foreach (TableFigures table in answer.Tables)
        {
            yield return $"{table.Dataset}: people {Count(table.People)}, match rate {Percent(table.MatchRate)}";
        }
    }

    private static IEnumerable<string> Write(CtrModelAnswer answer)
    {
        yield return $"predicting {answer.Label}";
        if (!AnswerSense.IsInformative(answer))
        {
            yield return $"  {AnswerSense.NoModel}";
            yield break;
        }

        ModelQuality with = answer.WithPartner;
        ModelQuality without = answer.WithoutPartner;
        string[][] rows =
        [
            ["AUC", Number(with.Auc), Number(without.Auc)],
            ["log-loss", Number(with.LogLoss), Number(without.LogLoss)],
            ["normalised entropy", Number(with.NormalisedEntropy), Number(without.NormalisedEntropy)],
            ["calibration", Number(with.Calibration), Number(without.Calibration)],
            ["lift of the top tenth", Number(with.TopDecileLift), Number(without.TopDecileLift)],
        ];
        foreach (string line in TextTable.Lines(["", "with the partner's columns", "without"], rows))
        {
            yield return $"  {line}";
        }

        yield return $"  AUC gained by the join {Number(answer.AucGain)}";
    }
}
