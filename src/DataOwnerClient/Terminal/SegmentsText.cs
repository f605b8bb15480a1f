using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Figures by group as lines.</summary>
internal static class SegmentsText
{
    private const string NothingToSay = "-";

    internal static IEnumerable<string> Write(SegmentsQuery query, SegmentsAnswer answer)
    {
        yield return answer.Keys.Count == 0 ? "all rows as one group" : $"by {string.Join(" and ", answer.Keys)}: {answer.Groups.Count} groups";
        if (answer.Groups.Count == 0)
        {
            yield return answer.GroupsLeftOut == 0 ? "  no group has enough people to be shown" : "  no group meets the question's conditions";
        }

        IEnumerable<string[]> rows =
        [
            .. answer.Groups.Select(group => Row(query, group.Values.Count == 0 ? "all" : string.Join(" / ", group.Values), group.Figures)),
            Row(query, "(other)", answer.Other),
            Row(query, "(total)", answer.Total),
        ];
        foreach (string line in TextTable.Lines(["group", .. query.Measures.Select(measure => measure.Name.ToString())], rows))
        {
            yield return $"  {line}";
        }

        if (answer.GroupsLeftOut > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {answer.GroupsLeftOut} groups more, left out by the question's conditions or limit, are in (other)");
        }
    }

    private static string[] Row(SegmentsQuery query, string name, IReadOnlyList<MeasureFigure> figures) =>
    [
        name,
        .. query.Measures.Select(measure => figures.FirstOrDefault(figure => figure.Measure == measure.Name) is { } found
            ? Cell(MeasureUnits.Of(query, measure), found.Figure)
            : NothingToSay),
    ];

    private static string Cell(MeasureUnit unit, Figure figure) => unit switch
    {
        MeasureUnit.Count => AnswerText.Count(figure),
        MeasureUnit.Share => AnswerText.Percent(figure),
        _ => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:#,0.00##} [{figure.Low:#,0.00##}; {figure.High:#,0.00##}]"),
    };
}
