namespace EnclaveCleanRoom.EnclaveWorkload.Creative;

/// <summary>People by frequency and response: over all exposures, and of each creative after bounding.</summary>
/// <param name="total">For each frequency, people who responded and people who did not.</param>
/// <param name="groups">The same of the first creative, then of the second, and so on; empty without a key.</param>
internal sealed class BoundedResponses(long[] total, long[] groups) : BoundedTable
{
    internal long[] Total => total;

    internal long[] Groups => groups;
}
