using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Numbers in the fields of the sample tables.</summary>
internal static class CsvValue
{
    /// <summary>A field's number; NaN when it is none.</summary>
    public static double Of(ReadOnlySpan<char> field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>The first number of a list whose items are joined by ^.</summary>
    public static double FirstOf(string list)
    {
        int end = list.IndexOf('^', StringComparison.Ordinal);
        return Of(end < 0 ? list : list.AsSpan(0, end));
    }

    /// <summary>The number of items of a list.</summary>
    public static int CountOf(string list) => list.AsSpan().Count('^') + 1;
}
