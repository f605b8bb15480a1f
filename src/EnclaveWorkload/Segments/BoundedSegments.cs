namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Per group, what its bounded rows add up to.</summary>
internal sealed class BoundedSegments : BoundedTable
{
    /// <summary>The key values of each group; for public keys in the vocabularies' order, all of them.</summary>
    internal required IReadOnlyList<IReadOnlyList<string>> Groups { get; init; }

    /// <summary>People of each group.</summary>
    internal required long[] People { get; init; }

    /// <summary>Clicks and non-clicks of the first group, then of the second, and so on.</summary>
    internal required long[] ClicksAndOthers { get; init; }
}
