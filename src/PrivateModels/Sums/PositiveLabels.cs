namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>One for a positive row, nothing for any other: all that a model needs of outcomes whose rows are public.</summary>
internal sealed class PositiveLabels : IRowSource
{
    public bool IsWeighedByRows => true;

    public void Fill(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Span<RowPair> pairs)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new RowPair { Gradient = labels[i] ? ResidualScale.Unit : 0 };
        }
    }
}
