namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>For conversions, then for each value: the credit of every entry, which is what the plan's mechanisms release.</summary>
internal sealed class BoundedCredit(long[][] entriesOfMeasures) : BoundedTable
{
    internal IReadOnlyList<long[]> EntriesOfMeasures => entriesOfMeasures;
}
