using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Bins and the ratios that order them.</summary>
internal sealed class RatioList(int room)
{
    // Kernels store whole vectors: they may write so many past the last.
    private const int Slack = 16;

    private readonly double[] _ratios = new double[room + Slack];
    private readonly int[] _bins = new int[room + Slack];

    public int Count { get; set; }

    public Span<double> Ratios => _ratios.AsSpan(0, Count);

    public Span<int> Bins => _bins.AsSpan(0, Count);

    /// <summary>All of the ratios' memory.</summary>
    public double[] RatioRoom => _ratios;

    /// <summary>All of the bins' memory.</summary>
    public int[] BinRoom => _bins;

    /// <summary>An empty list with room for so many, which is made when there is none or it is too short.</summary>
    public static RatioList WithRoom([NotNull] ref RatioList? list, int room)
    {
        if (list is null || list._ratios.Length < room + Slack)
        {
            list = new RatioList(room);
        }

        list.Count = 0;
        return list;
    }

    /// <summary>Sorts by ratio; equal ratios in any order.</summary>
    public void Sort() => Ratios.Sort(Bins);
}
