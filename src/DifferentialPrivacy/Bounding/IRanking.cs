namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Which neighbouring items compete for the same places, and under which name each is ranked.</summary>
internal interface IRanking<T>
{
    /// <summary>Whether two items compete.</summary>
    public static abstract bool IsAlike(in T left, in T right);

    /// <summary>The name that decides an item's rank: of the person's own rows only, never of its place in the table.</summary>
    public static abstract OrderItem Name(in T item);
}
