namespace EnclaveCleanRoom.PrivateModels.Tests.Data;

/// <summary>Rows whose log-odds depend on two numbers, and on a number and a category, only together: each by itself says nothing. Some values are missing, and some people have several rows.</summary>
internal sealed class TogetherExamples
{
    internal static PrivateFeature[] Features { get; } =
    [
        PrivateFeature.Numeric("left", -1, 1), PrivateFeature.Numeric("right", -1, 1), PrivateFeature.Categorical("kind", 4), PrivateFeature.Numeric("useless", 0, 1),
    ];

    private readonly double[][] _rows;

    internal TogetherExamples(int rows, int seed, double strength = 1.5, int mostRows = 1)
    {
        Numbers numbers = new(seed);
        (_rows, Labels, People, LogOdds) = (new double[rows][], new bool[rows], new int[rows], new double[rows]);
        int person = 0;
        for (int row = 0; row < rows; row++)
        {
            double left = (2 * numbers.Uniform()) - 1;
            double right = (2 * numbers.Uniform()) - 1;
            int kind = numbers.Next(4);
            LogOdds[row] = -0.5 + (strength * Math.Sign(left) * (Math.Sign(right) + (kind < 2 ? 0.7 : -0.7)));
            Labels[row] = numbers.Uniform() < PrivateModel.Probability(LogOdds[row]);
            _rows[row] = [left, numbers.Next(50) == 0 ? double.NaN : right, numbers.Next(50) == 0 ? double.NaN : kind, numbers.Uniform()];
            person += row > 0 && numbers.Next(mostRows) == 0 ? 1 : 0;
            People[row] = person;
        }
    }

    internal bool[] Labels { get; }

    internal int[] People { get; }

    internal double[] LogOdds { get; }

    internal IReadOnlyList<PrivateColumn> Columns => ColumnsOf(_ => true);

    internal PrivateExamples Examples => new(Columns, Labels, People, People.Max() + 1);

    internal double[] Row(int row) => _rows[row];

    internal PrivateExamples Without(int person) => new(
        ColumnsOf(row => People[row] != person),
        Labels.Where((_, row) => People[row] != person).ToArray(),
        People.Where(other => other != person).ToArray(),
        People.Max() + 1);

    private PrivateColumn[] ColumnsOf(Func<int, bool> isIn)
    {
        double[][] rows = [.. _rows.Where((_, row) => isIn(row))];
        return [.. Features.Select((feature, i) => feature.IsCategorical
            ? PrivateColumn.Categorical(rows.Select(row => double.IsNaN(row[i]) ? -1 : (int)row[i]).ToArray())
            : PrivateColumn.Numeric(rows.Select(row => row[i]).ToArray()))];
    }
}
