namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Any number of quantiles of a bounded value from one release: noisy counts of every node of a tree over public cells, of which the quantiles are post-processing.
/// </summary>
/// <remarks>
/// A value adds 1 to one node of every level below the root, so m values of one person change at most m nodes a level: L1 = m·h, and L2² is at most m²·h, reached when all m lie in
/// one cell. Privacy is that of <see cref="CountNoise"/> on the vector of all nodes.
/// </remarks>
public sealed class QuantileTree
{
    private const int MostNodes = 1 << 22;
    private readonly int[] _firstOfLevel;

    /// <summary>A tree with <paramref name="branching"/>^<paramref name="height"/> cells of equal width.</summary>
    /// <param name="range">Public bounds of the value.</param>
    /// <param name="branching">Children of a node, 2 to 256.</param>
    /// <param name="height">Levels below the root, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or there would be more than four million nodes.</exception>
    public QuantileTree(ValueRange range, int branching = 16, int height = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(branching, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(branching, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Range, Branching, Height) = (range, branching, height);
        _firstOfLevel = new int[height + 1];
        long cells = 1;
        long nodes = 0;
        for (int level = 0; level < height; level++)
        {
            cells *= branching;
            nodes += cells;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, MostNodes, nameof(height));
            _firstOfLevel[level + 1] = (int)nodes;
        }

        Cells = (int)cells;
    }

    /// <summary>Public bounds of the value.</summary>
    public ValueRange Range { get; }

    /// <summary>Children of a node.</summary>
    public int Branching { get; }

    /// <summary>Levels below the root.</summary>
    public int Height { get; }

    /// <summary>Cells of the lowest level.</summary>
    public int Cells { get; }

    /// <summary>Nodes of all levels: the length of the vector.</summary>
    public int Nodes => _firstOfLevel[Height];

    /// <summary>Sensitivity of the vector of nodes when a person has at most <paramref name="valuesPerPerson"/> values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public Sensitivity SensitivityFor(int valuesPerPerson)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valuesPerPerson);
        long l1 = checked((long)valuesPerPerson * Height);
        return Sensitivity.OfNorms(l1, l1, checked(l1 * valuesPerPerson), valuesPerPerson);
    }

    /// <summary>The mechanism: integer noise on every node.</summary>
    public NoisyCounts Plan(string name, int valuesPerPerson, Rho rho) =>
        new(name, Nodes, CountNoise.ForRho(SensitivityFor(valuesPerPerson), rho));

    /// <summary>The exact counts of all nodes, for values in units of the range; values beyond it count at its ends.</summary>
    public long[] Count(ReadOnlySpan<long> values)
    {
        long[] counts = new long[Nodes];
        foreach (long value in values)
        {
            int cell = CellOf(value);
            for (int level = Height - 1; level >= 0; level--)
            {
                counts[_firstOfLevel[level] + cell]++;
                cell /= Branching;
            }
        }

        return counts;
    }

    /// <summary>A quantile from noisy counts: from the root down, into the child in which the share falls.</summary>
    /// <param name="noisy">All nodes of one release.</param>
    /// <param name="share">0 to 1; a half is the median.</param>
    /// <returns>The middle of a cell, in units of the range.</returns>
    /// <exception cref="ArgumentException">The vector has another length, or the share is out of range.</exception>
    public long QuantileOf(ReadOnlySpan<long> noisy, Rational share)
    {
        if (noisy.Length != Nodes || share.Sign < 0 || share > Rational.One)
        {
            throw new ArgumentException("There must be a count for each node, and a share between 0 and 1.", nameof(noisy));
        }

        int node = 0;
        double left = share.ToDouble();
        for (int level = 0; level < Height; level++)
        {
            ReadOnlySpan<long> children = noisy.Slice(_firstOfLevel[level] + (node * Branching), Branching);
            (int child, left) = Descend(children, left);
            node = (node * Branching) + child;
        }

        Int128 width = (Int128)Range.Highest - Range.Lowest + 1;
        return (long)(Range.Lowest + (((2 * (Int128)node) + 1) * width / (2 * Cells)));
    }

    private static (int Child, double Share) Descend(ReadOnlySpan<long> children, double share)
    {
        // Counts below 0 are noise on next to nothing.
        double total = 0;
        foreach (long count in children)
        {
            total += Math.Max(0, count);
        }

        if (total == 0)
        {
            return ((int)Math.Min(share * children.Length, children.Length - 1), 0.5);
        }

        double before = 0;
        for (int child = 0; ; child++)
        {
            double here = Math.Max(0, children[child]);
            if (child == children.Length - 1 || before + here > share * total)
            {
                return (child, here == 0 ? 0.5 : Math.Clamp(((share * total) - before) / here, 0, 1));
            }

            before += here;
        }
    }

    private int CellOf(long value)
    {
        Int128 width = (Int128)Range.Highest - Range.Lowest + 1;
        return (int)(((Int128)Range.ClampUnits(value) - Range.Lowest) * Cells / width);
    }
}
