using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Some columns of every cell, noised together: one vector of the plan.</summary>
/// <param name="mechanism">Releases the columns of the first cell, then of the second, and so on.</param>
/// <param name="columns">Columns a cell.</param>
internal sealed class NoisedBlock(NoisyCounts mechanism, int columns)
{
    internal NoisyCounts Mechanism => mechanism;

    internal int Columns => columns;

    internal SumWidths Widths { get; } = new(mechanism.Noise);

    /// <summary>Adds up one column over cells.</summary>
    internal Int128 Sum(ImmutableArray<long> noisy, int column, ReadOnlySpan<int> cells)
    {
        Int128 sum = 0;
        foreach (int cell in cells)
        {
            sum += noisy[(cell * columns) + column];
        }

        return sum;
    }

    /// <summary>Adds up columns of one cell.</summary>
    internal Int128 Sum(ImmutableArray<long> noisy, IReadOnlyList<int> summed, int cell)
    {
        Int128 sum = 0;
        foreach (int column in summed)
        {
            sum += noisy[(cell * columns) + column];
        }

        return sum;
    }
}
