namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The rows of one person in one group compete.</summary>
internal readonly struct RowsOfGroup : IRanking<KeptRow>
{
    public static bool IsAlike(in KeptRow left, in KeptRow right) => left.Person == right.Person && left.Group == right.Group;

    public static UInt128[] Rank(ReadOnlySpan<KeptRow> items, SecretOrder order) => KeptRow.Rank(items, OrderPurpose.RowOfGroup, order);
}
