namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What terms ask of the columns they name.</summary>
internal static class ColumnRules
{
    /// <summary>A moment whose unit its type states: microseconds, or days.</summary>
    internal static bool IsMoment(ColumnTerms? column) => column is { Role: ColumnRole.Timestamp, Type: ColumnType.Timestamp or ColumnType.Date };

    /// <summary>The larger magnitude of a range's ends, in 128 bits because the lowest 64-bit integer has no positive twin.</summary>
    internal static Int128 LargestMagnitude(RangeDomain range) => Int128.Max(Int128.Abs(range.Minimum), Int128.Abs(range.Maximum));
}
