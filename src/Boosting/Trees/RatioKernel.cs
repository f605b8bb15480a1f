using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The ratios of a node's categories, and those of them that come first and last. Of thousands of categories most have too few rows, or are neither.</summary>
internal static class RatioKernel
{
    private const int Lanes = 8;

    /// <summary>Lists the bins from 1 on whose hessian is enough, rising, each with gradient / (hessian + smoothing).</summary>
    /// <param name="bins">The column's part of the node's histogram.</param>
    /// <param name="node">The node, for its units.</param>
    /// <param name="smoothing">Added to the hessian.</param>
    /// <param name="enough">The least hessian, in its units.</param>
    /// <param name="ranked">Receives them; empty, with room for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rank(ReadOnlySpan<long> bins, in NodeSums node, double smoothing, uint enough, RatioList ranked)
    {
        int bin = 1;
        int count = 0;
        if (Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported)
        {
            Vector512<double> gradientUnit = Vector512.Create(node.GradientUnit);
            Vector512<double> hessianUnit = Vector512.Create(node.HessianUnit);
            Vector512<double> smooth = Vector512.Create(smoothing);
            Vector512<long> least = Vector512.Create((long)enough);
            Vector512<long> low = Vector512.Create(0xFFFF_FFFFL);
            Vector256<int> numbers = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
            ref long start = ref MemoryMarshal.GetReference(bins);
            ref double ratios = ref MemoryMarshal.GetArrayDataReference(ranked.RatioRoom);
            ref int kept = ref MemoryMarshal.GetArrayDataReference(ranked.BinRoom);
            for (; bin + Lanes <= bins.Length; bin += Lanes)
            {
                Vector512<long> sums = Vector512.LoadUnsafe(ref start, (nuint)bin);
                Vector512<long> hessians = sums & low;
                Vector512<long> isEnough = Vector512.GreaterThanOrEqual(hessians, least);
                ulong mask = isEnough.ExtractMostSignificantBits();
                if (mask == 0)
                {
                    continue;
                }

                Vector512<double> gradient = Vector512.ConvertToDouble(sums >> 32) * gradientUnit;
                Vector512<double> ratio = gradient / ((Vector512.ConvertToDouble(hessians) * hessianUnit) + smooth);
                Avx512F.Compress(Vector512<double>.Zero, isEnough.AsDouble(), ratio).StoreUnsafe(ref ratios, (nuint)count);
                Avx512F.VL.Compress(Vector256<int>.Zero, Avx512F.ConvertToVector256Int32(isEnough), numbers + Vector256.Create(bin)).StoreUnsafe(ref kept, (nuint)count);
                count += BitOperations.PopCount(mask);
            }
        }

        ranked.Count = count;
        RankScalar(bins, bin, node, smoothing, enough, ranked);
    }

    /// <summary>The same bin by bin, from <paramref name="bin"/> on.</summary>
    public static void RankScalar(ReadOnlySpan<long> bins, int bin, in NodeSums node, double smoothing, uint enough, RatioList ranked)
    {
        for (; bin < bins.Length; bin++)
        {
            PackedGradient sums = new(bins[bin]);
            if (sums.Hessian >= enough)
            {
                ranked.RatioRoom[ranked.Count] = sums.Gradient * node.GradientUnit / ((sums.Hessian * node.HessianUnit) + smoothing);
                ranked.BinRoom[ranked.Count++] = bin;
            }
        }
    }

    /// <summary>Keeps the least and the most; of equal ratios the lesser bins are less.</summary>
    /// <param name="all">Bins, rising; at least <paramref name="kept"/>.</param>
    /// <param name="kept">How many are kept at either end.</param>
    /// <param name="least">Receives the least, rising; empty, with room.</param>
    /// <param name="most">Receives the most, rising; empty, with room.</param>
    public static void KeepEnds(RatioList all, int kept, RatioList least, RatioList most)
    {
        ReadOnlySpan<double> ratios = all.Ratios;
        ReadOnlySpan<int> bins = all.Bins;
        least.Count = kept;
        most.Count = kept;
        least.Ratios.Fill(double.PositiveInfinity);
        most.Ratios.Fill(double.NegativeInfinity);
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + Lanes <= ratios.Length; i += Lanes)
            {
                // Almost always none of eight is among the ends.
                Vector512<double> eight = Vector512.Create(ratios.Slice(i, Lanes));
                ulong mask = (Vector512.LessThan(eight, Vector512.Create(least.Ratios[^1])) | Vector512.GreaterThanOrEqual(eight, Vector512.Create(most.Ratios[0])))
                    .ExtractMostSignificantBits();
                for (; mask != 0; mask &= mask - 1)
                {
                    int at = i + BitOperations.TrailingZeroCount(mask);
                    Keep(ratios[at], bins[at], least, most);
                }
            }
        }

        for (; i < ratios.Length; i++)
        {
            Keep(ratios[i], bins[i], least, most);
        }
    }

    private static void Keep(double ratio, int bin, RatioList least, RatioList most)
    {
        if (ratio < least.Ratios[^1])
        {
            // After all that are equal: they came before.
            int at = CountUpTo(ratio, least.Ratios);
            least.Ratios[at..^1].CopyTo(least.Ratios[(at + 1)..]);
            least.Bins[at..^1].CopyTo(least.Bins[(at + 1)..]);
            least.Ratios[at] = ratio;
            least.Bins[at] = bin;
        }

        if (ratio >= most.Ratios[0])
        {
            int at = CountUpTo(ratio, most.Ratios) - 1;
            most.Ratios[1..(at + 1)].CopyTo(most.Ratios);
            most.Bins[1..(at + 1)].CopyTo(most.Bins);
            most.Ratios[at] = ratio;
            most.Bins[at] = bin;
        }
    }

    /// <summary>How many of rising ratios are not above one.</summary>
    private static int CountUpTo(double ratio, ReadOnlySpan<double> ratios)
    {
        int count = 0;
        int i = 0;
        Vector256<double> all = Vector256.Create(ratio);
        for (; i + 4 <= ratios.Length; i += 4)
        {
            count += BitOperations.PopCount(Vector256.LessThanOrEqual(Vector256.Create(ratios.Slice(i, 4)), all).ExtractMostSignificantBits());
        }

        for (; i < ratios.Length; i++)
        {
            count += ratios[i] <= ratio ? 1 : 0;
        }

        return count;
    }
}
