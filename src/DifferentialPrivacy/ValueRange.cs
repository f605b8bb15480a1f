using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Public bounds of a number, and the fixed point it is counted in: every value becomes a whole number of units between the bounds before anything is summed, so that a sum
/// is the same in whatever order it is taken.
/// </summary>
/// <remarks>Sums of floating-point numbers move by more than their sensitivity says (Casacuberta, Shoemate, Vadhan, Wagaman 2022); sums of integers do not.</remarks>
public readonly record struct ValueRange
{
    /// <summary>Whole units from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    /// <param name="lowest">The smallest value, in units.</param>
    /// <param name="highest">The largest value, in units; not below the smallest.</param>
    /// <param name="unit">What one unit is worth, above 0, for instance 1/100 where cents are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not in order, or the unit is not above 0.</exception>
    public ValueRange(long lowest, long highest, Rational unit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowest, highest);
        ArgumentOutOfRangeException.ThrowIfEqual(lowest, long.MinValue);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit.Sign, nameof(unit));
        (Lowest, Highest, Unit) = (lowest, highest, unit);
    }

    /// <summary>The smallest value, in units.</summary>
    public long Lowest { get; }

    /// <summary>The largest value, in units.</summary>
    public long Highest { get; }

    /// <summary>What one unit is worth.</summary>
    public Rational Unit { get; }

    /// <summary>The larger magnitude of the two bounds, in units.</summary>
    public long LargestMagnitude => Math.Max(Math.Abs(Lowest), Math.Abs(Highest));

    /// <summary>The units nearest below a number, confined to the bounds; not-a-number becomes the lowest.</summary>
    public long Clamp(double value)
    {
        if (!double.IsFinite(value))
        {
            return value > 0 ? Highest : Lowest;
        }

        BigInteger units = (Rational.FromDouble(value) / Unit).Floor();
        return (long)BigInteger.Clamp(units, Lowest, Highest);
    }

    /// <summary>Units, confined to the bounds.</summary>
    public long ClampUnits(long units) => Math.Clamp(units, Lowest, Highest);
}
