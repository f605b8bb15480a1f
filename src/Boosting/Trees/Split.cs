using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>A way to split a node.</summary>
internal sealed record Split
{
    /// <summary>The index of the column among those that can be split.</summary>
    public required int Column { get; init; }

    /// <summary>What the split gains beyond what it must.</summary>
    public required double Gain { get; init; }

    /// <summary>Numeric: the last bin that goes left.</summary>
    public int Threshold { get; init; }

    /// <summary>Numeric: whether what is missing goes left.</summary>
    public bool DefaultLeft { get; init; }

    /// <summary>Categorical: the bins that go left; otherwise null.</summary>
    public int[]? LeftBins { get; init; }

    public required PackedGradient Left { get; init; }

    public required double LeftOutput { get; init; }

    public required double RightOutput { get; init; }

    /// <summary>Of equal gains the earlier column wins, so that the order of searching does not matter.</summary>
    public static Split? Better(Split? a, Split? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }

        return b.Gain > a.Gain || (b.Gain == a.Gain && b.Column < a.Column) ? b : a;
    }
}
