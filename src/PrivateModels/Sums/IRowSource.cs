namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>What a row adds to the sums, before its person is clipped. It looks at the row alone, and at what is public.</summary>
internal interface IRowSource
{
    /// <summary>
    /// Whether a person's rows are scaled down by how many there are, and not by how long they turn out to be. Where rows are public and outcomes are not, sums of outcomes and of what is predicted of them must be
    /// of rows of the same weights, or the level of what is learnt from both is not that of the outcomes.
    /// </summary>
    internal bool IsWeighedByRows => false;

    /// <summary>Fills one pair a row.</summary>
    internal void Fill(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Span<RowPair> pairs);
}
