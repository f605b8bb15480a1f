using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>Makes a sheet of an answer whose kind is shown as one. Nothing is computed here but changes of unit.</summary>
internal static class SheetOf
{
    /// <summary>How all values outside a public vocabulary are called.</summary>
    internal const string OtherLabel = "(all others)";

    /// <summary>What a reader of counts below 0 is told.</summary>
    internal const string NegativeCounts = "Counts below 0 are small ones: noise is added and nothing is hidden of it, so that parts add up to their whole.";

    /// <summary>The sheet of a result, or <see langword="null"/> when its kind is shown in another way.</summary>
    internal static Sheet? Result(Result result) => (Written(result), result.Answer) switch
    {
        ({ } sheet, OverlapAnswer or ProfileAnswer or CreativeAnswer or ReachAnswer or LookalikeAnswer) => Explained(sheet),
        (var sheet, _) => sheet,
    };

    internal static ReportFigure Figure(Figure figure) => new(figure.Estimate, figure.Low, figure.High);

    internal static ReportFigure? Only(IReadOnlyList<Figure> figures) => figures.Count == 1 ? Figure(figures[0]) : null;

    internal static string Label(IReadOnlyList<string> values) => values.Count == 0 ? OtherLabel : string.Join(" / ", values);

    private static Sheet? Written(Result result) => (result.Query, result.Answer) switch
    {
        (OverlapQuery query, OverlapAnswer answer) => OverlapSheet.Of(query, answer),
        (ProfileQuery query, ProfileAnswer answer) => ProfileSheet.Of(query, answer),
        (CreativeQuery query, CreativeAnswer answer) => CreativeSheet.Of(query, answer),
        (PrivateModelQuery query, PrivateModelAnswer answer) => PrivateModelSheet.Of(query, answer),
        (ReachQuery query, ReachAnswer answer) => ReachSheet.Of(query, answer),
        (MarketsQuery query, MarketsAnswer answer) => MarketsSheet.Of(query, answer),
        (SuppressionQuery, SuppressionAnswer answer) => SuppressionSheet.Of(answer),
        (SyntheticQuery query, SyntheticAnswer answer) => SyntheticSheet.Of(query, answer),
        (LookalikeQuery, LookalikeAnswer answer) => LookalikeSheet.Of(answer),
        _ => null,
    };

    /// <summary>Of an answer that counts people: fewer than none look like a mistake, so it is said why they are not.</summary>
    internal static Sheet Explained(Sheet sheet) =>
        sheet.Tables.Any(table => table.Rows.Any(row => table.Columns.Zip(row.Figures).Any(cell => cell is { First.Unit: FigureUnit.Count, Second.Estimate: < 0 })))
            ? sheet with { Notes = [.. sheet.Notes, NegativeCounts] }
            : sheet;
}
