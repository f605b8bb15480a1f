namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>All rows of one person compete.</summary>
internal readonly struct RowsOfPerson : IRanking<KeptRow>
{
    public static bool IsAlike(in KeptRow left, in KeptRow right) => left.Person == right.Person;

    public static UInt128[] Rank(ReadOnlySpan<KeptRow> items, SecretOrder order) => KeptRow.Rank(items, OrderPurpose.RowOfPerson, order);
}
