using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>A suppression list as tables: how long it is, how wrong it is, and what that means. The people themselves are in no report.</summary>
internal static class SuppressionSheet
{
    internal static Sheet Of(SuppressionAnswer answer) => new()
    {
        Title = "Suppression list",
        Lead = $"People of {answer.Own} who are said to be in {answer.Partner}.",
        Tables = [Sizes(answer), Shares(answer)],
        Notes =
        [
            .. AnswerSense.IsInformative(answer) ? (string[])[] : [AnswerSense.NobodyToLeaveOut],
            string.Create(
                CultureInfo.InvariantCulture,
                $"Each answer was drawn with epsilon {answer.EpsilonPermille / 1000.0:0.###}: of people who are not in {answer.Partner} {answer.FalsePositiveRate * 100:0.##} % are listed, of people who are in it {answer.FalseNegativeRate * 100:0.##} % are not."),
            "Being listed proves nothing of anybody. Where few people are in the partner's table, most of those listed are not.",
            "The list itself is written with `cleanroom activate`; it is for its recipient alone.",
        ],
    };

    private static SheetTable Sizes(SuppressionAnswer answer) => new()
    {
        Caption = "People",
        RowHeading = "",
        Columns = [new("People", FigureUnit.Count)],
        Rows =
        [
            new("answered for", [Exactly(answer.People)]),
            new("listed", [Exactly(answer.Listed.Count)]),
            new("in the partner's table", [SheetOf.Figure(answer.InPartner)]),
        ],
        Plotted = [0],
    };

    private static SheetTable Shares(SuppressionAnswer answer) => new()
    {
        Caption = "How far the list can be relied on",
        RowHeading = "",
        Columns = [new("Share", FigureUnit.Share)],
        Rows =
        [
            new("listed who are in it", [SheetOf.Figure(answer.ListedInPartner)]),
            new("not in it and listed all the same", [Exactly(answer.FalsePositiveRate)]),
            new("in it and not listed", [Exactly(answer.FalseNegativeRate)]),
        ],
        Plotted = [],
    };

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
