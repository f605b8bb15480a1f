using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>A lookalike audience as tables: how large it is, and what every size is worth. The people themselves are in no report.</summary>
internal static class LookalikeSheet
{
    internal static Sheet Of(LookalikeAnswer answer) => new()
    {
        Title = "Lookalike audience",
        Lead = $"People of {answer.Audience} who resemble the people of {answer.Seed}: {answer.Size}.",
        Tables = answer.IsSeedLargeEnough ? [Sizes(answer), Recall(answer), Relevance(answer)] : [Sizes(answer)],
        Notes =
        [
            .. answer.IsSeedLargeEnough ? (string[])[] : [AnswerSense.SeedTooSmall],
            "Relevance is how many times as frequent people of the seed are among those listed as in the whole audience, recall which share of them is listed; both are measured on people held out of training.",
            "Who is listed follows from a private model and from what the audience's owner knows; nobody is listed, or left out, for being in the seed.",
            "The list itself is written with `cleanroom activate`; it is for its recipient alone.",
        ],
    };

    private static SheetTable Sizes(LookalikeAnswer answer) => new()
    {
        Caption = "People",
        RowHeading = "",
        Columns = [new("People", FigureUnit.Count)],
        Rows =
        [
            new("in the audience", [Exactly(answer.People)]),
            new("of the seed in the audience", [SheetOf.Figure(answer.MatchedSeed)]),
            new("listed", [Exactly(answer.Segment.Count)]),
            .. answer.InExisting.Select(existing => new SheetRow("listed who are in the existing audience", [SheetOf.Figure(existing)])),
        ],
        Plotted = [],
    };

    private static SheetTable Recall(LookalikeAnswer answer) => new()
    {
        Caption = "Recall by size",
        RowHeading = "Size",
        Columns = [new("Recall", FigureUnit.Share)],
        Rows = [.. answer.Curve.Select(point => new SheetRow(Label(point), [SheetOf.Figure(point.Recall)]))],
        Plotted = [0],
    };

    private static SheetTable Relevance(LookalikeAnswer answer) => new()
    {
        Caption = "Relevance by size",
        RowHeading = "Size",
        Columns = [new("Relevance", FigureUnit.Number)],
        Rows = [.. answer.Curve.Select(point => new SheetRow(Label(point), [SheetOf.Figure(point.Relevance)]))],
        Plotted = [0],
    };

    private static string Label(LookalikePoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Size} ({point.People:#,0})");

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
