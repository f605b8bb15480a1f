using System.Globalization;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Html;

/// <summary>How numbers are written: the same on every machine, with units, and with no more digits than mean something.</summary>
internal static class Numbers
{
    private const string NoBreakSpace = "\u00A0";
    private const string ThinSpace = "\u202F";

    /// <summary>A count of people or rows: 12,880. Noise may make it negative.</summary>
    public static string Count(double value) => Sign(value.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary>Something that is counted in parts, one decimal: 1,288.3.</summary>
    public static string Parts(double value) => Sign(value.ToString("#,0.0", CultureInfo.InvariantCulture));

    /// <summary>A share as a percentage: 64.5 %, 2.62 %, 0.031 %.</summary>
    public static string Percent(double value) => PercentDigits(value, value) + ThinSpace + "%";

    /// <summary>A share as the label of a tick, no digit more than needed: 2 %.</summary>
    public static string PercentTick(double value) => Sign((value * 100).ToString("0.####", CultureInfo.InvariantCulture)) + ThinSpace + "%";

    /// <summary>A measure of quality, four decimals: 0.7786.</summary>
    public static string Measure(double value) => Sign(value.ToString("0.0000", CultureInfo.InvariantCulture));

    /// <summary>An amount or a quotient, two decimals, or four where it is small: 12,880.50, 0.0312.</summary>
    public static string Amount(double value) => Sign(value.ToString(Math.Abs(value) >= 10 ? "#,0.00" : "0.00##", CultureInfo.InvariantCulture));

    /// <summary>A difference with its sign: +0.0787.</summary>
    public static string Difference(double value) => Sign(value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture));

    /// <summary>A privacy parameter to the ninth decimal, the unit of the ledger; in powers of ten where it is tiny: 0.125, 1 × 10⁻⁹.</summary>
    public static string Parameter(double value)
    {
        if (value == 0 || (Math.Abs(value) >= 0.001 && Math.Abs(value) < 100_000))
        {
            return Sign(value.ToString("0.#########", CultureInfo.InvariantCulture));
        }

        string[] parts = value.ToString("0.####e0", CultureInfo.InvariantCulture).Split('e');
        return $"{Sign(parts[0])}{NoBreakSpace}×{NoBreakSpace}10{Superscript(parts[1])}";
    }

    /// <summary>An ε, three decimals, rounded up: a guarantee is never shown stronger than it is.</summary>
    public static string Epsilon(double value) =>
        double.IsFinite(value) ? (Math.Ceiling(value * 1000) / 1000).ToString("0.000", CultureInfo.InvariantCulture) : "∞";

    /// <summary>A time span: 830 ms, 1.24 s, 2 min 05 s.</summary>
    public static string Duration(TimeSpan value) =>
        value.TotalMilliseconds < 999.5 ? value.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + NoBreakSpace + "ms"
        : value.TotalSeconds < 60 ? value.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + NoBreakSpace + "s"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalMinutes}{NoBreakSpace}min{NoBreakSpace}{value.Seconds:00}{NoBreakSpace}s");

    /// <summary>A moment in UTC: 2026-11-22 10:05 UTC.</summary>
    public static string Moment(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + NoBreakSpace + "UTC";

    /// <summary>The interval of a count.</summary>
    public static string CountInterval(ReportFigure figure) => Interval(Count(figure.Low), Count(figure.High));

    /// <summary>The interval of what is counted in parts.</summary>
    public static string PartsInterval(ReportFigure figure) => Interval(Parts(figure.Low), Parts(figure.High));

    /// <summary>The interval of an amount.</summary>
    public static string AmountInterval(ReportFigure figure) => Interval(Amount(figure.Low), Amount(figure.High));

    /// <summary>The interval of a share: both ends with as many decimals as the finer needs.</summary>
    public static string PercentInterval(ReportFigure figure) =>
        Interval(PercentDigits(figure.Low, figure.Estimate), PercentDigits(figure.High, figure.Estimate)) + ThinSpace + "%";

    /// <summary>The interval of a measure.</summary>
    public static string MeasureInterval(ReportFigure figure) => Interval(Measure(figure.Low), Measure(figure.High));

    /// <summary>A mean or an index, two decimals: 2.35.</summary>
    public static string Mean(double value) => Sign(value.ToString("#,0.00", CultureInfo.InvariantCulture));

    /// <summary>The interval of a mean or an index.</summary>
    public static string MeanInterval(ReportFigure figure) => Interval(Mean(figure.Low), Mean(figure.High));

    /// <summary>The interval of a difference.</summary>
    public static string DifferenceInterval(ReportFigure figure) => Interval(Difference(figure.Low), Difference(figure.High));

    /// <summary>The first digits of a hash.</summary>
    public static string ShortHash(string hash) => hash.Length > 16 ? hash[..16] + "…" : hash;

    private static string Interval(string low, string high) => $"{low}\u2009–\u2009{high}";

    private static string PercentDigits(double value, double precisionOf)
    {
        double size = Math.Abs(precisionOf * 100);
        string format = size >= 9.995 ? "0.0" : size >= 0.0995 ? "0.00" : "0.000";
        return Sign((value * 100).ToString(format, CultureInfo.InvariantCulture));
    }

    private static string Sign(string number) => number.Replace('-', '\u2212');

    private static string Superscript(string exponent) => string.Concat(exponent.Select(c => c switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('⁰' + (c - '0')),
    }));
}
