namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The rows of one person in one group compete.</summary>
internal readonly struct RowsOfGroup : IRanking<KeptRow>
{
    public static bool IsAlike(in KeptRow left, in KeptRow right) => left.Person == right.Person && left.Group == right.Group;

    public static OrderItem Name(in KeptRow item) => new(OrderPurpose.RowOfGroup, item.Person, item.Group, item.Ordinal);
}
