using System.Globalization;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Numbers as the native program writes them: C's <c>%g</c> and <c>%.17g</c>.</summary>
internal static class NumberText
{
    public static string Short(double value) => Write(value, "G6");

    public static string Full(double value) => Write(value, "G17");

    private static string Write(double value, string format) =>
        double.IsNaN(value) ? "nan"
        : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf"
        : value.ToString(format, CultureInfo.InvariantCulture).Replace('E', 'e');
}
