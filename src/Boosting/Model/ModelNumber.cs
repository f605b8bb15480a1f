using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>Numbers as the model file writes them: C's <c>%g</c> and <c>%.17g</c>.</summary>
internal static class ModelNumber
{
    /// <summary>Six significant digits.</summary>
    public static string Short(double value) => Write(value, "G6");

    /// <summary>Seventeen significant digits, which any double survives.</summary>
    public static string Full(double value) => Write(value, "G17");

    private static string Write(double value, string format) =>
        double.IsNaN(value) ? "nan"
        : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : value.ToString(format, CultureInfo.InvariantCulture).Replace('E', 'e');
}
