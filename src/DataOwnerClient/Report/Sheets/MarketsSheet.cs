using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>Matched markets as tables.</summary>
internal static class MarketsSheet
{
    internal static Sheet Of(MarketsQuery query, MarketsAnswer answer) => new()
    {
        Title = "Matched markets",
        Lead = $"{string.Join(", ", query.Treated)} since {query.Start.AddSeconds(query.PeriodSeconds * query.PrePeriods).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},"
            + $" against what untreated markets say they would have had{string.Concat(query.Values.Select(value => $"; sums of {value}"))}.",
        Tables = [Effects(answer), Periods(query, answer), Markets(query, answer), Placebos(answer)],
        Notes =
        [
            .. AnswerSense.IsInformative(answer) ? (string[])[] : [AnswerSense.NothingBefore],
            string.Create(
                CultureInfo.InvariantCulture,
                $"The first interval is as long as the effects found where nothing was treated: it holds in {answer.EffectCoverage * 100:0.#} % of cases, if treated markets are like untreated ones."),
            "Intervals from the noise alone say nothing of how well the synthetic markets stand for the treated ones. Weights, synthetic totals and placebo effects are shown without an interval.",
            string.Create(CultureInfo.InvariantCulture, $"Effects as large, the treated group's own counted in: {answer.PlaceboRank * 100:0.#} % of the groups."),
        ],
    };

    private static SheetTable Effects(MarketsAnswer answer) => new()
    {
        Caption = "What the treated markets had more, over all periods since",
        RowHeading = "Interval from",
        Columns = [new("Effect", FigureUnit.Count)],
        Rows =
        [
            new("synthetic control, placebos and noise", [SheetOf.Figure(answer.Effect)]),
            new("synthetic control, noise alone", [SheetOf.Figure(answer.EffectFromNoise)]),
            new("difference in differences, noise alone", [SheetOf.Figure(answer.DifferenceInDifferences)]),
        ],
        Plotted = [0],
    };

    private static SheetTable Periods(MarketsQuery query, MarketsAnswer answer) => new()
    {
        Caption = "Treated markets and their synthetic twin",
        RowHeading = "Period from",
        Columns = [new("Treated", FigureUnit.Count), new("Synthetic", FigureUnit.Count)],
        Rows = [.. Enumerable.Range(0, query.Periods).Select(period => new SheetRow(
            query.Start.AddSeconds(query.PeriodSeconds * period).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (period < query.PrePeriods ? "" : " treated"),
            [Sum(answer.Markets.Where(market => market.IsTreated).Select(market => market.Totals[period])), Exactly(answer.Synthetic[period])]))],
        Plotted = [0, 1],
    };

    private static SheetTable Markets(MarketsQuery query, MarketsAnswer answer) => new()
    {
        Caption = "Markets, means of a period",
        RowHeading = "Market",
        Columns = [new("Weight", FigureUnit.Number), new("Before", FigureUnit.Count), new("Since", FigureUnit.Count)],
        Rows =
        [
            .. answer.Markets.Select(market => new SheetRow(
                market.IsTreated ? $"{market.Market} (treated)" : market.Market,
                [market.IsTreated ? null : Exactly(market.Weight), Mean(market.Totals.Take(query.PrePeriods)), Mean(market.Totals.Skip(query.PrePeriods))])),
            new(SheetOf.OtherLabel, [null, Mean(answer.Others.Take(query.PrePeriods)), Mean(answer.Others.Skip(query.PrePeriods))]),
        ],
        Plotted = [],
    };

    private static SheetTable Placebos(MarketsAnswer answer) => new()
    {
        Caption = "Relative effects where nothing was treated, and of the treated markets",
        RowHeading = "Group",
        Columns = [new("Relative effect", FigureUnit.Share)],
        Rows =
        [
            new("treated", [Exactly(answer.RelativeEffect)]),
            .. answer.Placebos.Select(placebo => new SheetRow(string.Join(", ", placebo.Markets), [Exactly(placebo.RelativeEffect)])),
        ],
        Plotted = [0],
    };

    // Ends of sums and means of intervals are farther out than need be: noises rarely agree.
    private static ReportFigure? Sum(IEnumerable<Figure> figures) => figures.Aggregate(
        new ReportFigure(0, 0, 0), (sum, figure) => new ReportFigure(sum.Estimate + figure.Estimate, sum.Low + figure.Low, sum.High + figure.High));

    private static ReportFigure? Mean(IEnumerable<Figure> figures)
    {
        Figure[] all = [.. figures];
        return new ReportFigure(all.Average(figure => figure.Estimate), all.Average(figure => figure.Low), all.Average(figure => figure.High));
    }

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
