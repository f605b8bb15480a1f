using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Tests.Inference;

/// <summary>The joint table of a few small columns, worked out cell by cell: the slow twin of a calibrated tree.</summary>
internal sealed class BruteForce
{
    private readonly int[] _sizes;
    private readonly double[] _joint;

    public BruteForce(int[] sizes, IEnumerable<(AttributeSet Set, double[] Factor)> potentials)
    {
        _sizes = sizes;
        _joint = new double[sizes.Aggregate(1, (product, size) => product * size)];
        (AttributeSet Set, double[] Factor)[] factors = [.. potentials];
        for (int cell = 0; cell < _joint.Length; cell++)
        {
            _joint[cell] = factors.Aggregate(1.0, (product, factor) => product * factor.Factor[Place(cell, factor.Set)]);
        }

        double sum = _joint.Sum();
        _joint = [.. _joint.Select(value => value / sum)];
    }

    public double[] Marginal(AttributeSet set)
    {
        double[] marginal = new double[(int)set.Cells(_sizes)];
        for (int cell = 0; cell < _joint.Length; cell++)
        {
            marginal[Place(cell, set)] += _joint[cell];
        }

        return marginal;
    }

    private int Place(int cell, AttributeSet set)
    {
        (int place, int stride) = (0, 1);
        for (int column = _sizes.Length - 1; column >= 0; column--)
        {
            int code = cell % _sizes[column];
            cell /= _sizes[column];
            if (set.Contains(column))
            {
                place += code * stride;
                stride *= _sizes[column];
            }
        }

        return place;
    }
}
