using System.Numerics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Sums and differences of histograms, or of the parts of them that belong to a column.</summary>
internal static class HistogramArithmetic
{
    /// <summary>Adds entry by entry.</summary>
    public static void Add(Span<long> target, ReadOnlySpan<long> other)
    {
        Span<Vector<long>> targets = MemoryMarshal.Cast<long, Vector<long>>(target);
        ReadOnlySpan<Vector<long>> others = MemoryMarshal.Cast<long, Vector<long>>(other);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += others[i];
        }

        for (int i = targets.Length * Vector<long>.Count; i < target.Length; i++)
        {
            target[i] = unchecked(target[i] + other[i]);
        }
    }

    /// <summary>Subtracts entry by entry: a node less one child is its other child.</summary>
    public static void Subtract(Span<long> target, ReadOnlySpan<long> other)
    {
        Span<Vector<long>> targets = MemoryMarshal.Cast<long, Vector<long>>(target);
        ReadOnlySpan<Vector<long>> others = MemoryMarshal.Cast<long, Vector<long>>(other);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] -= others[i];
        }

        for (int i = targets.Length * Vector<long>.Count; i < target.Length; i++)
        {
            target[i] = unchecked(target[i] - other[i]);
        }
    }
}
