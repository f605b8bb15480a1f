namespace EnclaveCleanRoom.EnclaveWorkload.Reach;

/// <summary>People by frequency: over all exposures, and of each group after bounding.</summary>
/// <param name="total">The cells of all exposures.</param>
/// <param name="groups">Those of the first group, then of the second, and so on; empty without a key.</param>
internal sealed class BoundedReach(long[] total, long[] groups) : BoundedTable
{
    internal long[] Total => total;

    internal long[] Groups => groups;
}
