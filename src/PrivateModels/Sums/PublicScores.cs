namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>Predicted rates and curvatures of rows whose features are public: no outcome goes in.</summary>
internal sealed class PublicScores : IRowSource
{
    public bool IsWeighedByRows => true;

    public void Fill(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Span<RowPair> pairs)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-scores[i]));
            pairs[i] = new RowPair { Gradient = (long)Math.Round(p * ResidualScale.Unit), Curvature = (long)Math.Round(p * (1 - p) * ResidualScale.Unit) };
        }
    }
}
