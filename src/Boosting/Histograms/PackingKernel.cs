using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Rounds gradients and hessians to their fixed-point scales. Each row's rounding threshold is a fixed fraction that fills
/// [0, 1) evenly over any run of rows (multiples of an irrational number modulo 1), so that rows of equal gradient, of which
/// the first trees have many, do not all err to the same side: sums stay unbiased.
/// </summary>
internal static class PackingKernel
{
    // 2^32 over the golden ratio, and 2^32 over the square of the plastic number: independent sequences.
    private const uint GradientStep = 2654435769;
    private const uint HessianStep = 2447445414;
    private const double FractionUnit = 1.0 / 4294967296.0;

    // Added to a whole number of less than 52 bits, it leaves the number in the lowest bits.
    private const double Rounder = 6755399441055744.0;
    private const long RounderBits = 0x4338000000000000;
    private const double UintBase = 4503599627370496.0;
    private const long UintBaseBits = 0x4330000000000000;
    private const int Lanes = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(
        int firstRow, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, double gradientScale, double hessianScale, Span<long> packed)
    {
        unchecked
        {
            Vector256<ulong> lowHalf = Vector256.Create(0xFFFF_FFFFUL);
            Vector256<ulong> gradientThreshold = FirstThresholds((uint)firstRow, GradientStep);
            Vector256<ulong> hessianThreshold = FirstThresholds((uint)firstRow, HessianStep);
            Vector256<ulong> gradientAdvance = Vector256.Create((ulong)(GradientStep * (uint)Lanes));
            Vector256<ulong> hessianAdvance = Vector256.Create((ulong)(HessianStep * (uint)Lanes));
            int row = 0;
            for (; row + Lanes <= packed.Length; row += Lanes)
            {
                Vector256<double> gradient = Vector256.WidenLower(Vector128.Create(gradients.Slice(row, Lanes)).ToVector256Unsafe());
                Vector256<double> hessian = Vector256.WidenLower(Vector128.Create(hessians.Slice(row, Lanes)).ToVector256Unsafe());
                Vector256<long> upper = Round(gradient, gradientScale, gradientThreshold);
                Vector256<long> lower = Round(hessian, hessianScale, hessianThreshold);
                ((upper << 32) + lower).CopyTo(packed[row..]);
                gradientThreshold = (gradientThreshold + gradientAdvance) & lowHalf;
                hessianThreshold = (hessianThreshold + hessianAdvance) & lowHalf;
            }

            PackScalar(firstRow + row, gradients[row..], hessians[row..], gradientScale, hessianScale, packed[row..]);
        }
    }

    /// <summary>The same, row by row.</summary>
    public static void PackScalar(
        int firstRow, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, double gradientScale, double hessianScale, Span<long> packed)
    {
        for (int i = 0; i < packed.Length; i++)
        {
            uint row = (uint)(firstRow + i);
            double gradient = Math.Floor((gradients[i] * gradientScale) + (unchecked(row * GradientStep) * FractionUnit));
            double hessian = Math.Floor((hessians[i] * hessianScale) + (unchecked(row * HessianStep) * FractionUnit));
            packed[i] = PackedGradient.Of((int)gradient, (uint)hessian).Bits;
        }
    }

    private static Vector256<ulong> FirstThresholds(uint row, uint step)
    {
        unchecked
        {
            return Vector256.Create(row * step, (ulong)((row + 1) * step), (row + 2) * step, (row + 3) * step);
        }
    }

    private static Vector256<long> Round(Vector256<double> value, double scale, Vector256<ulong> threshold)
    {
        Vector256<double> fraction = ((threshold | Vector256.Create((ulong)UintBaseBits)).AsDouble() - Vector256.Create(UintBase)) * FractionUnit;
        Vector256<double> whole = Vector256.Floor((value * scale) + fraction);
        return (whole + Vector256.Create(Rounder)).AsInt64() - Vector256.Create(RounderBits);
    }
}
