using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>
/// Finds the bins of many values: four binary searches side by side, whose steps depend on the number of bounds alone, so that
/// no branch depends on a value and the searches' memory accesses overlap. <see cref="BinMapper.BinOf"/> is the plain twin.
/// </summary>
internal static unsafe class BinSearchKernel
{
    private const int Lanes = 4;

    /// <param name="mapper">A numeric feature's bins.</param>
    /// <param name="values">The values.</param>
    /// <param name="bins">Receives one bin a value.</param>
    public static void Find(BinMapper mapper, ReadOnlySpan<double> values, Span<ushort> bins)
    {
        // The last bound is above every value: it need not be tried.
        CountBelow(mapper.UpperBounds.AsSpan(0, mapper.SearchableBins - 1), values, bins);
        FindMissing(mapper, values, bins);
    }

    /// <param name="upperBounds">Ascending bounds, at most 65,535.</param>
    /// <param name="values">The values.</param>
    /// <param name="counts">Receives for each value how many bounds are below it; 0 for NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CountBelow(ReadOnlySpan<double> upperBounds, ReadOnlySpan<double> values, Span<ushort> counts)
    {
        int tried = upperBounds.Length;
        int i = 0;
        fixed (double* bounds = upperBounds)
        fixed (double* value = values)
        {
            unchecked
            {
                for (; i + Lanes <= values.Length; i += Lanes)
                {
                    nint a = 0;
                    nint b = 0;
                    nint c = 0;
                    nint d = 0;
                    for (int left = tried; left > 0;)
                    {
                        int half = (left + 1) >> 1;
                        a += Step(bounds[a + half - 1] < value[i], half);
                        b += Step(bounds[b + half - 1] < value[i + 1], half);
                        c += Step(bounds[c + half - 1] < value[i + 2], half);
                        d += Step(bounds[d + half - 1] < value[i + 3], half);
                        left -= half;
                    }

                    counts[i] = (ushort)a;
                    counts[i + 1] = (ushort)b;
                    counts[i + 2] = (ushort)c;
                    counts[i + 3] = (ushort)d;
                }
            }
        }

        for (; i < values.Length; i++)
        {
            counts[i] = CountBelow(upperBounds, values[i]);
        }
    }

    private static ushort CountBelow(ReadOnlySpan<double> upperBounds, double value)
    {
        int low = 0;
        for (int left = upperBounds.Length; left > 0;)
        {
            int half = (left + 1) >> 1;
            low += upperBounds[low + half - 1] < value ? half : 0;
            left -= half;
        }

        return (ushort)low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(bool isAbove, int half) => unchecked(-(nint)(*(byte*)&isAbove) & half);

    /// <summary>NaN is below nothing, so the search has put it into bin 0.</summary>
    private static void FindMissing(BinMapper mapper, ReadOnlySpan<double> values, Span<ushort> bins)
    {
        ushort missingBin = (ushort)mapper.BinOf(double.NaN);
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                bins[i] = missingBin;
            }
        }
    }
}
