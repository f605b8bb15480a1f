namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// What all releases so far say of a curve's values. A round at the values θ with gradient sums G and curvature sums H says that the best values lie near θ + G/H; kept is the mean of Hθ + G over the rounds, later ones
/// counting more, because by then the other curves are nearly right.
/// </summary>
/// <remarks>
/// The mean has a variance of H, the outcomes' own, which no round averages out, and of the noise's, which all do. So a value weighs w = H²/(H + σ²): little where noise drowns it.
/// </remarks>
/// <param name="count">How many values.</param>
/// <param name="keepsLast">Whether only the last round counts, because all rounds have the same noise.</param>
internal sealed class CurveEvidence(int count, bool keepsLast)
{
    private readonly double[] _curvatures = new double[count];
    private readonly double[] _sums = new double[count];
    private double _weight;
    private double _squaredWeight;
    private int _rounds;

    internal int Count => count;

    internal ReadOnlySpan<double> Curvatures => _curvatures;

    /// <summary>A round more.</summary>
    /// <param name="gradients">Noisy sums, in rows.</param>
    /// <param name="curvatures">Noisy sums, in rows.</param>
    /// <param name="values">Where the round was.</param>
    internal void Add(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, ReadOnlySpan<double> values)
    {
        if (keepsLast)
        {
            Array.Clear(_sums);
            Array.Clear(_curvatures);
            (_weight, _squaredWeight, _rounds) = (0, 0, 0);
        }

        // Curvatures change little from round to round; their noise is averaged.
        double round = ++_rounds;
        for (int i = 0; i < count; i++)
        {
            _curvatures[i] += (curvatures[i] - _curvatures[i]) / round;
            _sums[i] += round * (gradients[i] + (Math.Max(0, _curvatures[i]) * values[i]));
        }

        _weight += round;
        _squaredWeight += round * round;
    }

    /// <summary>How much each value weighs, and its weight times itself.</summary>
    /// <param name="noiseVariance">Of a gradient sum of one round.</param>
    /// <param name="weights">Receives w.</param>
    /// <param name="targets">Receives w times the value.</param>
    internal void Weigh(double noiseVariance, Span<double> weights, Span<double> targets)
    {
        double variance = noiseVariance * _squaredWeight / (_weight * _weight);
        for (int i = 0; i < count; i++)
        {
            double curvature = Math.Max(0, _curvatures[i]);
            double share = curvature > 0 ? curvature / (curvature + variance) : 0;
            weights[i] = curvature * share;
            targets[i] = _sums[i] / _weight * share;
        }
    }

    /// <summary>The same evidence about fewer values.</summary>
    internal CurveEvidence Join(ReadOnlySpan<int> newOfOld, int newCount)
    {
        CurveEvidence joined = new(newCount, keepsLast) { _weight = _weight, _squaredWeight = _squaredWeight, _rounds = _rounds };
        for (int i = 0; i < count; i++)
        {
            joined._curvatures[newOfOld[i]] += _curvatures[i];
            joined._sums[newOfOld[i]] += _sums[i];
        }

        return joined;
    }
}
