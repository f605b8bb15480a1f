using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Intersects the sets of leaves of a tree's features, feature after feature for a block of rows, and adds the outputs of the first leaves left.</summary>
internal static unsafe class MaskKernel
{
    private const int Words = 4;

    // What is left of a block's rows stays in the first-level cache.
    private const int BlockRows = 512;
    private const int BlockRowsOfFour = BlockRows / Words;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOneWord(LeafMasks[] features, double[] leafValues, ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores)
    {
        ulong* left = stackalloc ulong[BlockRows];
        fixed (double* values = leafValues)
        {
            for (int from = 0; from < scores.Length; from += BlockRows)
            {
                int count = Math.Min(BlockRows, scores.Length - from);
                new Span<ulong>(left, count).Fill(ulong.MaxValue);
                int next = 0;
                for (; next + 2 <= features.Length && features[next + 1].ClassOf.Length == 0; next += 2)
                {
                    IntersectTwo(left, count, features[next], features[next + 1], codes[(start + from)..], stride);
                }

                for (; next < features.Length; next++)
                {
                    Intersect(left, count, features[next], codes[(start + from)..], stride);
                }

                for (int i = 0; i < count; i++)
                {
                    scores[from + i] += values[BitOperations.TrailingZeroCount(left[i])];
                }
            }
        }
    }

    /// <summary>Two features whose sets are found by the code itself: what is left is read and written once for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void IntersectTwo(ulong* left, nint count, LeafMasks first, LeafMasks second, ReadOnlySpan<ushort> codes, int stride)
    {
        fixed (ushort* firstCodes = codes.Slice(first.Lane * stride, (int)count))
        fixed (ushort* secondCodes = codes.Slice(second.Lane * stride, (int)count))
        fixed (ulong* firstSets = first.Sets)
        fixed (ulong* secondSets = second.Sets)
        {
            for (nint i = 0; i < count; i++)
            {
                left[i] &= firstSets[(nuint)firstCodes[i]] & secondSets[(nuint)secondCodes[i]];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Intersect(ulong* left, nint count, LeafMasks feature, ReadOnlySpan<ushort> codes, int stride)
    {
        fixed (ushort* code = codes.Slice(feature.Lane * stride, (int)count))
        fixed (ushort* classOf = feature.ClassOf)
        fixed (ulong* sets = feature.Sets)
        {
            if (classOf == null)
            {
                for (nint i = 0; i < count; i++)
                {
                    left[i] &= sets[(nuint)code[i]];
                }

                return;
            }

            for (nint i = 0; i < count; i++)
            {
                left[i] &= sets[(nuint)classOf[(nuint)code[i]]];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFourWords(LeafMasks[] features, double[] leafValues, ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores)
    {
        ulong* left = stackalloc ulong[BlockRowsOfFour * Words];
        fixed (double* values = leafValues)
        {
            for (int from = 0; from < scores.Length; from += BlockRowsOfFour)
            {
                int count = Math.Min(BlockRowsOfFour, scores.Length - from);
                new Span<ulong>(left, count * Words).Fill(ulong.MaxValue);
                foreach (LeafMasks feature in features)
                {
                    ReadOnlySpan<ushort> ofRows = codes.Slice((feature.Lane * stride) + start + from, count);
                    fixed (ushort* code = ofRows)
                    fixed (ushort* classOf = feature.ClassOf)
                    fixed (ulong* sets = feature.Sets)
                    {
                        for (nint i = 0; i < count; i++)
                        {
                            ulong* row = left + (i * Words);
                            (Vector256.Load(row) & Vector256.Load(sets + classOf[(nuint)code[i]])).Store(row);
                        }
                    }
                }

                for (int i = 0; i < count; i++)
                {
                    scores[from + i] += values[First(left + (i * Words))];
                }
            }
        }
    }

    /// <summary>The first leaf of a set that is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(ulong* set)
    {
        int word = 0;
        while (set[word] == 0)
        {
            word++;
        }

        return (word * 64) + BitOperations.TrailingZeroCount(set[word]);
    }
}
