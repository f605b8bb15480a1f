namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>Residual and curvature of the logistic loss at the row's score.</summary>
internal sealed class LogisticResiduals(double curvatureWeight) : IRowSource
{
    public void Fill(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Span<RowPair> pairs)
    {
        double weight = curvatureWeight * ResidualScale.Unit;
        for (int i = 0; i < pairs.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-scores[i]));
            pairs[i] = new RowPair
            {
                Gradient = (long)Math.Round(((labels[i] ? 1.0 : 0.0) - p) * ResidualScale.Unit),
                Curvature = (long)Math.Round(p * (1 - p) * weight),
            };
        }
    }
}
