namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>All rows of one person compete.</summary>
internal readonly struct RowsOfPerson : IRanking<KeptRow>
{
    public static bool IsAlike(in KeptRow left, in KeptRow right) => left.Person == right.Person;

    public static OrderItem Name(in KeptRow item) => new(OrderPurpose.RowOfPerson, item.Person, item.Group, item.Ordinal);
}
