using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>
/// GOSS: keeps the rows whose derivatives are largest and draws a few of the others, which count for those that were not drawn.
/// The first iterations, as many as a learning rate's inverse, see all rows.
/// </summary>
/// <remarks>Source: G. Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree, NIPS 2017, section 3, algorithm 2.</remarks>
internal sealed class GradientSampling : IRowSampling
{
    private readonly BoosterOptions _options;
    private readonly int _rowCount;
    private readonly RowGenerators _generators;
    private readonly float[] _sizes;

    public GradientSampling(BoosterOptions options, int rowCount)
    {
        _options = options;
        _rowCount = rowCount;
        _generators = new RowGenerators(options.BaggingSeed, rowCount);
        _sizes = new float[rowCount];
    }

    public int[]? Draw(int iteration, GradientBoard gradients, Team team)
    {
        if (iteration < (int)(1.0f / _options.LearningRate))
        {
            return null;
        }

        Measure(gradients);
        int top = Math.Max(1, (int)(_rowCount * _options.TopRate));
        int other = (int)(_rowCount * _options.OtherRate);
        float[] sorted = [.. _sizes];
        Array.Sort(sorted);
        float threshold = sorted[_rowCount - top];
        float factor = (float)(_rowCount - top) / other;
        List<int> kept = [];
        int large = 0;
        for (int row = 0; row < _rowCount; row++)
        {
            if (_sizes[row] >= threshold)
            {
                large++;
                kept.Add(row);
                continue;
            }

            double wanted = other - (kept.Count - large);
            double left = _rowCount - row - (top - large);
            if (_generators.Next(row) < wanted / left)
            {
                kept.Add(row);
                Enlarge(gradients, row, factor);
            }
        }

        gradients.SumAgain(team);
        return [.. kept];
    }

    private void Measure(GradientBoard gradients)
    {
        Array.Clear(_sizes);
        for (int output = 0; output < gradients.Outputs; output++)
        {
            ReadOnlySpan<float> first = gradients.Gradients.AsSpan(output * _rowCount, _rowCount);
            ReadOnlySpan<float> second = gradients.Hessians.AsSpan(output * _rowCount, _rowCount);
            for (int row = 0; row < _sizes.Length; row++)
            {
                _sizes[row] += MathF.Abs(first[row] * second[row]);
            }
        }
    }

    private void Enlarge(GradientBoard gradients, int row, float factor)
    {
        for (int output = 0; output < gradients.Outputs; output++)
        {
            gradients.Gradients[(output * _rowCount) + row] *= factor;
            gradients.Hessians[(output * _rowCount) + row] *= factor;
        }
    }
}
