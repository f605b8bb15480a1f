namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Rounding of what a few dozen elementary functions have computed.</summary>
internal static class Rounding
{
    // A hundred times what such a computation loses when nothing cancels.
    private const double Error = 1e-13;

    /// <summary>A value not below what exact arithmetic would give for a positive quantity.</summary>
    public static double Up(double value) => Math.BitIncrement(value * (1 + Error));
}
