namespace EnclaveCleanRoom.Boosting.Prediction;

/// <summary>
/// The distinct features on the way to a node, and for each number of them the weight of the sets of that size: what
/// share of orders they stand for, and what share of rows gets here when the rest is unknown.
/// </summary>
/// <remarks>Source: as of <see cref="TreeExplanation"/>, EXTEND and UNWIND of algorithm 2.</remarks>
internal sealed class ExplanationPath
{
    private readonly int[] _features;
    private readonly double[] _zeroShares;
    private readonly double[] _oneShares;
    private readonly double[] _weights;

    public ExplanationPath(int capacity)
        : this(new int[capacity], new double[capacity], new double[capacity], new double[capacity], 0)
    {
    }

    private ExplanationPath(int[] features, double[] zeroShares, double[] oneShares, double[] weights, int length)
    {
        _features = features;
        _zeroShares = zeroShares;
        _oneShares = oneShares;
        _weights = weights;
        Length = length;
    }

    /// <summary>The number of entries; the first stands for no feature.</summary>
    public int Length { get; private set; }

    public int FeatureAt(int index) => _features[index];

    /// <summary>The share of rows that go on when the feature is unknown.</summary>
    public double ZeroShareAt(int index) => _zeroShares[index];

    /// <summary>1 when the row itself goes on, 0 otherwise.</summary>
    public double OneShareAt(int index) => _oneShares[index];

    public ExplanationPath Copy() => new([.. _features], [.. _zeroShares], [.. _oneShares], [.. _weights], Length);

    /// <summary>Where a feature stands; -1 when it does not.</summary>
    public int IndexOf(int feature)
    {
        for (int i = 1; i < Length; i++)
        {
            if (_features[i] == feature)
            {
                return i;
            }
        }

        return -1;
    }

    public void Extend(double zeroShare, double oneShare, int feature)
    {
        int depth = Length++;
        _features[depth] = feature;
        _zeroShares[depth] = zeroShare;
        _oneShares[depth] = oneShare;
        _weights[depth] = depth == 0 ? 1 : 0;
        for (int i = depth - 1; i >= 0; i--)
        {
            _weights[i + 1] += oneShare * _weights[i] * (i + 1) / (depth + 1);
            _weights[i] = zeroShare * _weights[i] * (depth - i) / (depth + 1);
        }
    }

    /// <summary>Takes an entry out again.</summary>
    public void Remove(int index)
    {
        int depth = Length - 1;
        double one = _oneShares[index];
        double zero = _zeroShares[index];
        double next = _weights[depth];
        for (int i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double kept = _weights[i];
                _weights[i] = next * (depth + 1) / ((i + 1) * one);
                next = kept - (_weights[i] * zero * (depth - i) / (depth + 1));
            }
            else
            {
                _weights[i] = zero == 0 ? 0 : _weights[i] * (depth + 1) / (zero * (depth - i));
            }
        }

        for (int i = index; i < depth; i++)
        {
            _features[i] = _features[i + 1];
            _zeroShares[i] = _zeroShares[i + 1];
            _oneShares[i] = _oneShares[i + 1];
        }

        Length--;
    }

    /// <summary>The sum of weights there would be without an entry.</summary>
    public double WeightWithout(int index)
    {
        int depth = Length - 1;
        double one = _oneShares[index];
        double zero = _zeroShares[index];
        double next = _weights[depth];
        double total = 0;
        for (int i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double removed = next * (depth + 1) / ((i + 1) * one);
                total += removed;
                next = _weights[i] - (removed * zero * (depth - i) / (depth + 1));
            }
            else if (zero != 0)
            {
                total += _weights[i] * (depth + 1) / (zero * (depth - i));
            }
        }

        return total;
    }
}
