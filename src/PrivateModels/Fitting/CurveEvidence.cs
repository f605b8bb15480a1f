namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// What all releases so far say of a curve's values. A round at the values θ with gradient sums G and curvature sums H says that the best values lie near θ + G/(κH); kept are the means of Hθ and of G over the rounds, later
/// ones counting more, because by then the other curves are nearly right.
/// </summary>
/// <remarks>
/// <para>The mean has a variance of H, the outcomes' own, which no round averages out, and of the noise's, which all do. So a value weighs w = H²/(H + σ²): little where noise drowns it.</para>
/// <para>
/// κ is 1 unless curves that say the same overshoot together. Then the gradients after a move point back along it: their product with the move is negative by more than its noise, which is independent of the move.
/// </para>
/// </remarks>
/// <param name="count">How many values.</param>
/// <param name="keepsLast">Whether only the last round counts, because all rounds have the same noise.</param>
/// <param name="share">How far a move goes towards what all rounds together say.</param>
internal sealed class CurveEvidence(int count, bool keepsLast, double share)
{
    private readonly double[] _curvatures = new double[count];
    private readonly double[] _sums = new double[count];
    private readonly double[] _gradientSums = new double[count];
    private readonly double[] _lastValues = new double[count];
    private bool _hasMoved;
    private double _weight;
    private double _squaredWeight;
    private int _rounds;

    // Standard deviations of noise beyond which a curve is taken to have overshot, and the most that κ can be.
    private const double Significant = 3;
    private const double LargestCoupling = 100;

    internal ReadOnlySpan<double> Curvatures => _curvatures;

    /// <summary>κ: by how much a move of this curve, and of those that say the same, takes off its gradients, against what the curve alone would; at least 1.</summary>
    internal double Coupling { get; private set; } = 1;

    /// <summary>A round more.</summary>
    /// <param name="gradients">Noisy sums, in rows.</param>
    /// <param name="curvatures">Noisy sums, in rows.</param>
    /// <param name="values">Where the round was.</param>
    /// <param name="noiseVariance">Of a gradient sum of this round.</param>
    internal void Add(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, ReadOnlySpan<double> values, double noiseVariance)
    {
        Compare(gradients, values, noiseVariance);
        if (keepsLast)
        {
            Array.Clear(_sums);
            Array.Clear(_gradientSums);
            Array.Clear(_curvatures);
            (_weight, _squaredWeight, _rounds) = (0, 0, 0);
        }

        // Curvatures change little from round to round; their noise is averaged.
        double round = ++_rounds;
        for (int i = 0; i < count; i++)
        {
            _curvatures[i] += (curvatures[i] - _curvatures[i]) / round;
            _sums[i] += round * Math.Max(0, _curvatures[i]) * values[i];
            _gradientSums[i] += round * gradients[i];
        }

        values.CopyTo(_lastValues);
        _hasMoved = true;

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
            double clear = curvature > 0 ? curvature / (curvature + variance) : 0;
            weights[i] = curvature * clear;
            targets[i] = (_sums[i] + (_gradientSums[i] / Coupling)) / _weight * clear;
        }
    }

    /// <summary>The same evidence about fewer values.</summary>
    internal CurveEvidence Join(ReadOnlySpan<int> newOfOld, int newCount)
    {
        CurveEvidence joined = new(newCount, keepsLast, share)
        {
            _weight = _weight,
            _squaredWeight = _squaredWeight,
            _rounds = _rounds,
            _hasMoved = _hasMoved,
            Coupling = Coupling,
        };
        int[] cells = new int[newCount];
        foreach (int leaf in newOfOld)
        {
            cells[leaf]++;
        }

        for (int i = 0; i < count; i++)
        {
            int leaf = newOfOld[i];
            joined._curvatures[leaf] += _curvatures[i];
            joined._sums[leaf] += _sums[i];
            joined._gradientSums[leaf] += _gradientSums[i];
            joined._lastValues[leaf] += _lastValues[i] / cells[leaf];
        }

        return joined;
    }

    // A move is the share of G/(κH), so G was κ·H·move/share along it, and falls by the true κ·H·move.
    private void Compare(ReadOnlySpan<double> gradients, ReadOnlySpan<double> values, double noiseVariance)
    {
        (double product, double foretold, double square) = (0, 0, 0);
        for (int i = 0; i < count && _hasMoved; i++)
        {
            double move = values[i] - _lastValues[i];
            product += gradients[i] * move;
            foretold += Math.Max(0, _curvatures[i]) * move * move;
            square += move * move;
        }

        if (foretold > 0 && product < -Significant * Math.Sqrt(noiseVariance * square))
        {
            Coupling = Math.Clamp((Coupling / share) - (product / foretold), Coupling, LargestCoupling);
        }
    }
}
