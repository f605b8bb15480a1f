namespace EnclaveCleanRoom.Samples.Randomness;

/// <summary>
/// Draws ranks 0 … n − 1 with probability proportional to 1 / (rank + 1)^exponent in constant time, by Walker's alias
/// method. Real categorical columns are about this skewed.
/// </summary>
internal sealed class ZipfSampler
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    /// <summary>Builds the alias table for <paramref name="count"/> ranks.</summary>
    public ZipfSampler(int count, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        double[] weights = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            weights[i] = Weight(i, exponent);
            total += weights[i];
        }

        _keep = new double[count];
        _alias = new int[count];
        Stack<int> small = new();
        Stack<int> large = new();
        for (int i = 0; i < count; i++)
        {
            weights[i] *= count / total;
            (weights[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int less = small.Pop();
            int more = large.Pop();
            _keep[less] = weights[less];
            _alias[less] = more;
            weights[more] -= 1 - weights[less];
            (weights[more] < 1 ? small : large).Push(more);
        }

        foreach (int rest in large.Concat(small))
        {
            _keep[rest] = 1;
        }
    }

    /// <summary>How popular a rank is, relative to rank 0.</summary>
    public static double Weight(int rank, double exponent) => Math.Pow(rank + 1, -exponent);

    /// <summary>Weights of <paramref name="count"/> ranks for <see cref="Effects.Draw"/>.</summary>
    public static double[] Weights(int count, double exponent) => [.. Enumerable.Range(0, count).Select(rank => Weight(rank, exponent))];

    /// <summary>The number of ranks.</summary>
    public int Count => _keep.Length;

    /// <summary>One rank.</summary>
    public int Next(Xoshiro256 random)
    {
        double at = random.NextUnit() * _keep.Length;
        int rank = (int)at;
        return at - rank < _keep[rank] ? rank : _alias[rank];
    }
}
