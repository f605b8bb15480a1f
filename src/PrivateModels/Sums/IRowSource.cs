namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>What a row adds to the sums, before its person is clipped. It looks at the row alone, and at what is public.</summary>
internal interface IRowSource
{
    /// <summary>Fills one pair a row.</summary>
    internal void Fill(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Span<RowPair> pairs);
}
