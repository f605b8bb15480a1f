namespace EnclaveCleanRoom.PrivateModels.Tests.Data;

/// <summary>Rows whose log-odds are known: a bent number, a useless one, a category; some values missing; some people with several rows.</summary>
internal sealed class GeneratedExamples
{
    internal static PrivateFeature[] Features { get; } =
    [
        PrivateFeature.Numeric("bent", -1, 1), PrivateFeature.Numeric("useless", 0, 1000, FeatureSpacing.Logarithmic), PrivateFeature.Categorical("kind", 5),
    ];

    /// <summary>The same, the first and the last of them protected.</summary>
    internal static PrivateFeature[] HalfProtected { get; } = [Features[0] with { IsProtected = true }, Features[1], Features[2] with { IsProtected = true }];

    private readonly double[][] _numbers;
    private readonly int[] _codes;

    internal GeneratedExamples(int rows, int seed, int mostRows = 1)
    {
        Numbers numbers = new(seed);
        _numbers = [new double[rows], new double[rows]];
        (_codes, Labels, People, LogOdds) = (new int[rows], new bool[rows], new int[rows], new double[rows]);
        int person = 0;
        for (int row = 0; row < rows; row++)
        {
            _numbers[0][row] = numbers.Next(20) == 0 ? double.NaN : (2.4 * numbers.Uniform()) - 1.2;
            _numbers[1][row] = 1000 * numbers.Uniform();
            _codes[row] = numbers.Next(7) - 1;
            double bent = double.IsNaN(_numbers[0][row]) ? 1 : (2 * _numbers[0][row] * _numbers[0][row]) - 1;
            LogOdds[row] = bent - 0.8 + (_codes[row] == 2 ? 1 : 0);
            Labels[row] = numbers.Uniform() < PrivateModel.Probability(LogOdds[row]);
            person += row > 0 && numbers.Next(mostRows) == 0 ? 1 : 0;
            People[row] = person;
        }
    }

    internal bool[] Labels { get; set; }

    internal int[] People { get; }

    internal double[] LogOdds { get; }

    internal IReadOnlyList<PrivateColumn> Columns => [PrivateColumn.Numeric(_numbers[0]), PrivateColumn.Numeric(_numbers[1]), PrivateColumn.Categorical(_codes)];

    internal PrivateExamples Examples => new(Columns, Labels, People, People.Length == 0 ? 0 : People.Max() + 1);

    internal double[] Row(int row) => [_numbers[0][row], _numbers[1][row], _codes[row] is >= 0 and < 5 ? _codes[row] : double.NaN];

    /// <summary>The same rows, with what is protected of a person gone, or another.</summary>
    /// <param name="person">The person.</param>
    /// <param name="withLabels">Whether outcomes are protected.</param>
    /// <param name="other">Draws other values; none is for them to be gone.</param>
    internal PrivateExamples WithoutProtected(int person, bool withLabels, Numbers? other = null)
    {
        double[] bent = [.. _numbers[0].Select((number, row) => People[row] != person ? number : other is null ? double.NaN : (2 * other.Uniform()) - 1)];
        int[] codes = [.. _codes.Select((code, row) => People[row] != person ? code : other is null ? -1 : other.Next(5))];
        bool[] labels = [.. Labels.Select((label, row) => People[row] == person && withLabels ? other is not null && other.Next(2) == 1 : label)];
        return new PrivateExamples([PrivateColumn.Numeric(bent), PrivateColumn.Numeric(_numbers[1]), PrivateColumn.Categorical(codes)], labels, People, People.Max() + 1);
    }

    internal PrivateExamples Without(int person)
    {
        int[] rows = [.. Enumerable.Range(0, People.Length).Where(row => People[row] != person)];
        double[] first = [.. rows.Select(row => _numbers[0][row])];
        double[] second = [.. rows.Select(row => _numbers[1][row])];
        int[] codes = [.. rows.Select(row => _codes[row])];
        return new PrivateExamples(
            [PrivateColumn.Numeric(first), PrivateColumn.Numeric(second), PrivateColumn.Categorical(codes)],
            rows.Select(row => Labels[row]).ToArray(),
            rows.Select(row => People[row]).ToArray(),
            People.Max() + 1);
    }
}
