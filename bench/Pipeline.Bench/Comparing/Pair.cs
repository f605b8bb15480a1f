namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>Both sides, one right after the other.</summary>
internal sealed record Pair(SideFigures Own, SideFigures Peer)
{
    /// <summary>Whether others used less than the given share of one processor meanwhile.</summary>
    internal bool IsQuiet(double foreignAllowed) => Math.Max(Own.ForeignShare, Peer.ForeignShare) <= foreignAllowed;
}
