using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>A leaf of a growing tree.</summary>
internal sealed class Leaf(int index, RowRuns rows, int depth, PackedGradient sums)
{
    public int Index { get; } = index;

    /// <summary>Its rows.</summary>
    public RowRuns Rows { get; } = rows;

    /// <summary>The number of its rows.</summary>
    public int Count => Rows.Count;

    /// <summary>The number of splits above it.</summary>
    public int Depth { get; } = depth;

    public PackedGradient Sums { get; } = sums;

    /// <summary>Its output, before the learning rate.</summary>
    public double Output { get; init; }

    /// <summary>Between which values outputs below it must lie.</summary>
    public OutputBounds Bounds { get; init; } = OutputBounds.None;

    /// <summary>The features of the splits above it.</summary>
    public IReadOnlyList<int> Path { get; init; } = [];

    /// <summary>Null when the leaf is too small or too deep to be split, or the tree is full.</summary>
    public PinnedBuffer<long>? Histogram { get; set; }

    /// <summary>The best way to split it; null when there is none.</summary>
    public Split? Best { get; set; }

    /// <summary>For each column, whether some split of it was worth considering: if none was, none is looked for below.</summary>
    public bool[] Splittable { get; set; } = [];
}
