namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Which neighbouring items compete for the same places, and how they are ranked.</summary>
internal interface IRanking<T>
{
    /// <summary>Whether two items compete.</summary>
    public static abstract bool IsAlike(in T left, in T right);

    /// <summary>The ranks of items, of which those that compete lie side by side: by the person's own rows only, never by an item's place in the table; numbers of people, and of groups where rows of one are ranked, are names that go through the cipher. No two that compete have the same.</summary>
    public static abstract UInt128[] Rank(ReadOnlySpan<T> items, SecretOrder order);
}
