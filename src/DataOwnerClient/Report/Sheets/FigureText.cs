using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>How figures of each unit are written in a report.</summary>
internal static class FigureText
{
    internal static string Estimate(ReportFigure figure, FigureUnit unit) => unit switch
    {
        FigureUnit.Count => Numbers.Count(figure.Estimate),
        FigureUnit.Share => Numbers.Percent(figure.Estimate),
        FigureUnit.Score => Score(figure.Estimate),
        _ => Numbers.Mean(figure.Estimate),
    };

    internal static string Interval(ReportFigure figure, FigureUnit unit) => unit switch
    {
        FigureUnit.Count => Numbers.CountInterval(figure),
        FigureUnit.Share => Numbers.PercentInterval(figure),
        FigureUnit.Score => figure.Low == figure.High ? "" : $"{Score(figure.Low)} to {Score(figure.High)}",
        _ => Numbers.MeanInterval(figure),
    };

    internal static string Tick(double value, FigureUnit unit) => unit switch
    {
        FigureUnit.Count => Numbers.Count(value),
        FigureUnit.Share => Numbers.PercentTick(value),
        _ => Numbers.Mean(value),
    };

    private static string Score(double value) => value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture);
}
