using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>Creative and frequency effectiveness as tables.</summary>
internal static class CreativeSheet
{
    /// <summary>So much of all who responded is called most of them.</summary>
    private const double Most = 0.8;

    internal static Sheet Of(CreativeQuery query, CreativeAnswer answer) => new()
    {
        Title = "Creative and frequency effectiveness",
        Lead = "People by how often they had seen it when they responded." + ReachSheet.Filters(query.Filters),
        Tables = [Curve("All exposures together", answer.Total), .. answer.Groups.Count == 0 ? (SheetTable[])[] : [ByCreative(answer), Curves(answer)]],
        Notes = [.. Notes(answer)],
    };

    private static SheetTable Curve(string caption, ResponseFigures figures) => new()
    {
        Caption = caption,
        RowHeading = "Exposure",
        Columns =
        [
            new("People", FigureUnit.Count), new("Responded to it", FigureUnit.Count), new("Response rate", FigureUnit.Share), new("Responded by then", FigureUnit.Share),
        ],
        Rows =
        [
            .. figures.ByFrequency.Select((point, i) => new SheetRow(
                ReachSheet.Times(i + 1, figures.ByFrequency.Count),
                [SheetOf.Figure(point.People), SheetOf.Figure(point.Responders), SheetOf.Figure(point.ResponseRate), SheetOf.Figure(point.RespondedBy)])),
        ],
        Plotted = [2],
    };

    private static SheetTable ByCreative(CreativeAnswer answer) => new()
    {
        Caption = $"By {answer.Keys[0]}",
        RowHeading = answer.Keys[0].ToString(),
        Columns = [new("People", FigureUnit.Count), new("Responded", FigureUnit.Count), new("Response rate", FigureUnit.Share)],
        Rows =
        [
            .. answer.Groups.Select(group => new SheetRow(
                SheetOf.Label(group.Values),
                [SheetOf.Figure(group.Figures.People), SheetOf.Figure(group.Figures.Responders), SheetOf.Figure(group.Figures.ResponseRate)])),
        ],
        Plotted = [2],
    };

    private static SheetTable Curves(CreativeAnswer answer) => new()
    {
        Caption = $"Response rate exposure by exposure, by {answer.Keys[0]}",
        RowHeading = answer.Keys[0].ToString(),
        Columns = [.. Enumerable.Range(1, answer.Total.ByFrequency.Count).Select(times => new SheetColumn(ReachSheet.Times(times, answer.Total.ByFrequency.Count), FigureUnit.Share))],
        Rows = [.. answer.Groups.Select(group => new SheetRow(
            SheetOf.Label(group.Values), [.. group.Figures.ByFrequency.Select(point => (ReportFigure?)SheetOf.Figure(point.ResponseRate))]))],
        Plotted = [],
    };

    private static IEnumerable<string> Notes(CreativeAnswer answer)
    {
        if (!AnswerSense.IsInformative(answer))
        {
            yield return AnswerSense.NobodyResponded;
            yield break;
        }

        IReadOnlyList<FrequencyResponse> curve = answer.Total.ByFrequency;
        (int first, int at, int last) = (FirstBy(curve, by => by.High), FirstBy(curve, by => by.Estimate), FirstBy(curve, by => by.Low));
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Effective frequency: of all who responded, 80 % had by exposure {ReachSheet.Times(at, curve.Count)} (by the noise alone, between {ReachSheet.Times(first, curve.Count)} and {ReachSheet.Times(last, curve.Count)}).");
        yield return "The rate of an exposure is that of the people who got it and had not responded before. It falls with wear-out, and also because those who respond easily have gone.";
    }

    private static int FirstBy(IReadOnlyList<FrequencyResponse> curve, Func<Figure, double> end) =>
        curve.Index().Where(point => end(point.Item.RespondedBy) >= Most).Select(point => point.Index + 1).FirstOrDefault(curve.Count);
}
