using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>Reach and frequency as tables.</summary>
internal static class ReachSheet
{
    internal static Sheet Of(ReachQuery query, ReachAnswer answer) => new()
    {
        Title = "Reach and frequency",
        Lead = "People who were exposed, each counted once, by how often." + Filters(query.Filters),
        Tables = [Summary(answer), Frequency(answer), .. answer.Groups.Count == 0 ? (SheetTable[])[] : [ByGroup(answer), Curves(answer)]],
        Notes = [.. Notes(query, answer)],
    };

    internal static string Filters(IReadOnlyList<ValueFilter> filters) =>
        string.Concat(filters.Select(filter => $" Only {filter.Column} = {string.Join(" or ", filter.Values)}."));

    private static SheetTable Summary(ReachAnswer answer)
    {
        FrequencyFigures everybody = answer.Total.Everybody;
        SheetRow[] audience = [.. answer.Total.OnTarget.Select(audience => new SheetRow(
            "target audience",
            [
                SheetOf.Only(answer.AudiencePeople), SheetOf.Figure(audience.Frequency.Reach), SheetOf.Figure(audience.Frequency.MeanFrequency),
                SheetOf.Figure(audience.OnTargetShare), SheetOf.Figure(audience.ReachedShare),
            ]))];
        return new SheetTable
        {
            Caption = "All exposures together",
            RowHeading = "People",
            Columns =
            [
                new("People", FigureUnit.Count), new("Reached", FigureUnit.Count), new("Mean frequency", FigureUnit.Number),
                new("Share of those reached", FigureUnit.Share), new("Share of it reached", FigureUnit.Share),
            ],
            Rows = [new("everybody", [null, SheetOf.Figure(everybody.Reach), SheetOf.Figure(everybody.MeanFrequency), null, null]), .. audience],
            Plotted = [],
        };
    }

    private static SheetTable Frequency(ReachAnswer answer)
    {
        FrequencyFigures everybody = answer.Total.Everybody;
        int cap = everybody.Histogram.Count;
        return new SheetTable
        {
            Caption = "People by frequency",
            RowHeading = "Times",
            Columns =
            [
                new("Exactly", FigureUnit.Count), new("At least", FigureUnit.Count),
                .. answer.Total.OnTarget.SelectMany(_ => new SheetColumn[] { new("Audience, exactly", FigureUnit.Count), new("Audience, at least", FigureUnit.Count) }),
            ],
            Rows =
            [
                .. Enumerable.Range(0, cap).Select(i => new SheetRow(
                    Times(i + 1, cap),
                    [
                        SheetOf.Figure(everybody.Histogram[i]), SheetOf.Figure(everybody.AtLeast[i]),
                        .. answer.Total.OnTarget.SelectMany(audience => new ReportFigure?[] { SheetOf.Figure(audience.Frequency.Histogram[i]), SheetOf.Figure(audience.Frequency.AtLeast[i]) }),
                    ])),
            ],
            Plotted = [0, 1],
        };
    }

    private static SheetTable ByGroup(ReachAnswer answer) => new()
    {
        Caption = $"By {answer.Keys[0]}",
        RowHeading = answer.Keys[0].ToString(),
        Columns =
        [
            new("Reached", FigureUnit.Count), new("Mean frequency", FigureUnit.Number),
            .. answer.Total.OnTarget.SelectMany(_ => new SheetColumn[] { new("On target", FigureUnit.Share), new("Audience reached", FigureUnit.Share) }),
        ],
        Rows =
        [
            .. answer.Groups.Select(group => new SheetRow(
                SheetOf.Label(group.Values),
                [
                    SheetOf.Figure(group.Figures.Everybody.Reach), SheetOf.Figure(group.Figures.Everybody.MeanFrequency),
                    .. group.Figures.OnTarget.SelectMany(audience => new ReportFigure?[] { SheetOf.Figure(audience.OnTargetShare), SheetOf.Figure(audience.ReachedShare) }),
                ])),
        ],
        Plotted = [0],
    };

    private static SheetTable Curves(ReachAnswer answer)
    {
        int cap = answer.Total.Everybody.AtLeast.Count;
        return new SheetTable
        {
            Caption = $"People reached at least so often, by {answer.Keys[0]}",
            RowHeading = answer.Keys[0].ToString(),
            Columns = [.. Enumerable.Range(1, cap).Select(times => new SheetColumn(string.Create(CultureInfo.InvariantCulture, $"{times}+"), FigureUnit.Count))],
            Rows = [.. answer.Groups.Select(group => new SheetRow(SheetOf.Label(group.Values), [.. group.Figures.Everybody.AtLeast.Select(figure => (ReportFigure?)SheetOf.Figure(figure))]))],
            Plotted = [],
        };
    }

    private static IEnumerable<string> Notes(ReachQuery query, ReachAnswer answer)
    {
        if (!AnswerSense.IsInformative(answer))
        {
            yield return AnswerSense.NobodyReached;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"The mean takes every frequency above {query.FrequencyCap} for {query.FrequencyCap}: it is the least that it can be.");
        if (answer.Groups.Count > 0)
        {
            yield return "Somebody whom several groups reached counts in each of them, up to the agreed number, and once in the total.";
        }
    }

    internal static string Times(int times, int cap) => times == cap
        ? string.Create(CultureInfo.InvariantCulture, $"{times}+")
        : times.ToString(CultureInfo.InvariantCulture);
}
