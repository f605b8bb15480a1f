using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>
/// The exponential function by additions, multiplications and shifts alone, which round alike everywhere; the system's own
/// differs in its last bit from machine to machine, and a model must not. Error below 1 unit in the last place or two.
/// </summary>
/// <remarks>
/// x = n ln 2 + r with |r| ≤ ln 2 / 2 (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, ch. 6); then
/// the Taylor polynomial of degree 13, whose remainder is below 2^-57.
/// </remarks>
internal static class PortableExp
{
    private const double Most = 709;
    private const double Least = -708;
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693145751953125;
    private const double Ln2Low = 1.4286068203094173e-6;

    // Adding this rounds to an integer, which then stands in the lowest bits.
    private const double Rounder = 6755399441055744.0;
    private const long ExponentBias = 1023;
    private const int FractionBits = 52;

    public static double Exp(double x)
    {
        double clamped = x > Most ? Most : x < Least ? Least : x;
        double shifted = (clamped * Log2E) + Rounder;
        double n = shifted - Rounder;
        double r = clamped - (n * Ln2High) - (n * Ln2Low);
        double polynomial = 1.0 / 6227020800.0;
        polynomial = (polynomial * r) + (1.0 / 479001600.0);
        polynomial = (polynomial * r) + (1.0 / 39916800.0);
        polynomial = (polynomial * r) + (1.0 / 3628800.0);
        polynomial = (polynomial * r) + (1.0 / 362880.0);
        polynomial = (polynomial * r) + (1.0 / 40320.0);
        polynomial = (polynomial * r) + (1.0 / 5040.0);
        polynomial = (polynomial * r) + (1.0 / 720.0);
        polynomial = (polynomial * r) + (1.0 / 120.0);
        polynomial = (polynomial * r) + (1.0 / 24.0);
        polynomial = (polynomial * r) + (1.0 / 6.0);
        polynomial = (polynomial * r) + 0.5;
        polynomial = (polynomial * r) + 1.0;
        polynomial = (polynomial * r) + 1.0;
        long power = unchecked((BitConverter.DoubleToInt64Bits(shifted) + ExponentBias) << FractionBits);
        return polynomial * BitConverter.Int64BitsToDouble(power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        Vector256<double> clamped = Vector256.Min(Vector256.Max(x, Vector256.Create(Least)), Vector256.Create(Most));
        Vector256<double> shifted = (clamped * Log2E) + Vector256.Create(Rounder);
        Vector256<double> n = shifted - Vector256.Create(Rounder);
        Vector256<double> r = clamped - (n * Ln2High) - (n * Ln2Low);
        Vector256<double> polynomial = Vector256.Create(1.0 / 6227020800.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 479001600.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 39916800.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 3628800.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 362880.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 40320.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 5040.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 720.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 120.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 24.0);
        polynomial = (polynomial * r) + Vector256.Create(1.0 / 6.0);
        polynomial = (polynomial * r) + Vector256.Create(0.5);
        polynomial = (polynomial * r) + Vector256<double>.One;
        polynomial = (polynomial * r) + Vector256<double>.One;
        Vector256<long> power = (shifted.AsInt64() + Vector256.Create(ExponentBias)) << FractionBits;
        return polynomial * power.AsDouble();
    }
}
