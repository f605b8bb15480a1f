namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>All numbers up to 2⁵³ in magnitude in 4,096 public steps: even ones near 0, of a thousandth and less, and of about two in a hundred farther out.</summary>
internal static class NumberScale
{
    private const int Cells = 4096;
    private const double PerOne = 1 << 10;

    private static readonly double s_farthest = 1L << 53;
    private static readonly double s_end = Math.Asinh(s_farthest * PerOne);

    /// <summary>The step of a number, 0 to 4,095.</summary>
    internal static long CellOf(double number) =>
        (long)Math.Clamp(Math.Floor(((Math.Asinh(Clamp(number) * PerOne) / s_end) + 1) * Cells / 2), 0, Cells - 1);

    /// <summary>A number, brought within what the steps cover.</summary>
    internal static double Clamp(double number) => Math.Clamp(number, -s_farthest, s_farthest);

    /// <summary>Where a step starts, and the one before it ends.</summary>
    internal static double StartOf(long cell) => Math.Sinh(((2.0 * cell / Cells) - 1) * s_end) / PerOne;
}
