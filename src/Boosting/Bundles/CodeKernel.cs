using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>The codes of rows, column by column.</summary>
internal static class CodeKernel
{
    /// <summary>The first column's bins are the first codes.</summary>
    /// <param name="column">The first column.</param>
    /// <param name="codes">Receives one code a row.</param>
    /// <param name="start">The first row.</param>
    public static void Start(BinnedColumn column, Span<ushort> codes, int start = 0)
    {
        if (column.Narrow is null)
        {
            column.Wide!.Span.Slice(start, codes.Length).CopyTo(codes);
            return;
        }

        ReadOnlySpan<byte> bins = column.Narrow.Span.Slice(start, codes.Length);
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = bins[i];
        }
    }

    /// <summary>Marks each pair of a code and a bin that some row has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MarkPairs(BinnedColumn column, ReadOnlySpan<ushort> codes, int bins, Span<bool> occurs)
    {
        if (column.Narrow is null)
        {
            ReadOnlySpan<ushort> wide = column.Wide!.Span;
            for (int row = 0; row < codes.Length; row++)
            {
                occurs[unchecked((codes[row] * bins) + wide[row])] = true;
            }

            return;
        }

        ReadOnlySpan<byte> narrow = column.Narrow.Span;
        for (int row = 0; row < codes.Length; row++)
        {
            occurs[unchecked((codes[row] * bins) + narrow[row])] = true;
        }
    }

    /// <summary>Replaces each code by that of the pair with the joining column's bin.</summary>
    /// <param name="column">The column that joins.</param>
    /// <param name="step">How it joins.</param>
    /// <param name="codes">One code a row.</param>
    /// <param name="start">The first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Advance(BinnedColumn column, BundleStep step, Span<ushort> codes, int start = 0)
    {
        ReadOnlySpan<ushort> codeOfPair = step.CodeOfPair;
        int bins = step.Bins;
        if (column.Narrow is null)
        {
            ReadOnlySpan<ushort> wide = column.Wide!.Span.Slice(start, codes.Length);
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = codeOfPair[unchecked((codes[i] * bins) + wide[i])];
            }

            return;
        }

        ReadOnlySpan<byte> narrow = column.Narrow.Span.Slice(start, codes.Length);
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = codeOfPair[unchecked((codes[i] * bins) + narrow[i])];
        }
    }
}
