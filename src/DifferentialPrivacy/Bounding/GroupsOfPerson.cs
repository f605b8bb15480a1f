namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The groups of one person compete.</summary>
internal readonly struct GroupsOfPerson : IRanking<RowRun>
{
    public static bool IsAlike(in RowRun left, in RowRun right) => left.Person == right.Person;

    public static OrderItem Name(in RowRun item) => new(OrderPurpose.GroupOfPerson, item.Person, item.Group);
}
