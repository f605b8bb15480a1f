using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Tests.Fitting;

public sealed class GraphicalModelTests
{
    private static readonly int[] s_sizes = [2, 3, 4];

    [Fact]
    public void Measurements_without_noise_are_reproduced()
    {
        DiscreteTable table = Tables.Chain(5000, 1, s_sizes);
        GraphicalModel model = Model(table, lambda: 1e-6);
        model.Add(Measured(table, 1, 0, 1), Measured(table, 1, 1, 2), Measured(table, 1, 0, 2));
        model.Fit(500);
        foreach ((int first, int second) in new[] { (0, 1), (1, 2), (0, 2) })
        {
            double[] expected = Counts(table, first, second);
            double[] actual = model.Tree.Marginal(AttributeSet.Of(first, second));
            Assert.All(Enumerable.Range(0, expected.Length), cell => Assert.Equal(expected[cell], actual[cell] * table.Rows, 2.0));
        }
    }

    [Fact]
    public void At_the_end_the_residual_of_every_cell_is_its_potential_times_the_prior()
    {
        DiscreteTable table = Tables.Chain(5000, 2, s_sizes);
        const double Lambda = 0.02;
        Random random = new(7);
        Measurement[] measurements = [Measured(table, 400, 0, 1), Measured(table, 400, 1, 2)];
        foreach (Measurement measurement in measurements)
        {
            for (int cell = 0; cell < measurement.Noisy.Length; cell++)
            {
                measurement.Noisy[cell] += 20 * (random.NextDouble() - 0.5);
            }
        }

        GraphicalModel model = Model(table, Lambda);
        model.Add(measurements);
        model.Fit(2000);
        foreach (Measurement measurement in measurements)
        {
            double[] shares = model.Tree.Marginal(measurement.Columns);
            for (int cell = 0; cell < shares.Length; cell++)
            {
                if (shares[cell] > 0)
                {
                    double residual = measurement.Noisy[cell] - (model.Total * shares[cell]);
                    Assert.Equal(Lambda * 400 * measurement.Potential[cell], residual, 0.5);
                }
            }
        }
    }

    [Fact]
    public void What_cannot_occur_has_no_probability_whatever_noise_says()
    {
        DiscreteTable table = Tables.Chain(2000, 3, s_sizes);
        GraphicalModel model = Model(table, lambda: 0.01);
        Measurement measurement = Measured(table, 100, 0, 1);
        measurement.Noisy[1] += 500;
        model.Add(measurement);
        model.Fit(50);
        Assert.Equal(0, model.Tree.Marginal(AttributeSet.Of(0, 1))[1]);
    }

    [Fact]
    public void A_rebuilt_tree_keeps_what_was_learned()
    {
        DiscreteTable table = Tables.Chain(5000, 4, s_sizes);
        GraphicalModel model = Model(table, lambda: 0.01);
        model.Add(Measured(table, 100, 0, 1));
        model.Fit(100);
        double[] before = model.Tree.Marginal(AttributeSet.Of(0, 1));
        model.Add(Measured(table, 100, 1, 2));
        double[] after = model.Tree.Marginal(AttributeSet.Of(0, 1));
        Assert.All(Enumerable.Range(0, before.Length), cell => Assert.Equal(before[cell], after[cell], 1e-9));
    }

    [Theory]
    [InlineData(new double[] { 3, 1, -2 }, 4, new double[] { 3, 1, 0 })]
    [InlineData(new double[] { 3, 1, -2 }, 2, new double[] { 2, 0, 0 })]
    [InlineData(new double[] { -1, -1 }, 4, new double[] { 2, 2 })]
    [InlineData(new double[] { 1, 2 }, -3, new double[] { 0, 0 })]
    public void The_nearest_counts_not_below_zero_are_found(double[] values, double sum, double[] expected)
    {
        SimplexProjection.Apply(values, sum);
        Assert.All(Enumerable.Range(0, values.Length), i => Assert.Equal(expected[i], values[i], 1e-9));
    }

    private static GraphicalModel Model(DiscreteTable table, double lambda)
    {
        double[][] shares = [.. Enumerable.Range(0, s_sizes.Length).Select(column =>
            Enumerable.Range(0, s_sizes[column]).Select(code => (double)table.Column(column).ToArray().Count(own => own == code) / table.Rows).ToArray())];
        double[] mask = [.. Enumerable.Repeat(1.0, s_sizes[0] * s_sizes[1])];
        mask[1] = 0;
        return new GraphicalModel(s_sizes, shares, [new Forbidden(AttributeSet.Of(0, 1), mask)], table.Rows, lambda);
    }

    private static Measurement Measured(DiscreteTable table, double variance, int first, int second)
    {
        double[] counts = Counts(table, first, second);
        return new Measurement(AttributeSet.Of(first, second), counts, [.. counts.Select(_ => variance)]);
    }

    private static double[] Counts(DiscreteTable table, int first, int second)
    {
        double[] counts = new double[s_sizes[first] * s_sizes[second]];
        for (int row = 0; row < table.Rows; row++)
        {
            counts[(table.Column(first)[row] * s_sizes[second]) + table.Column(second)[row]]++;
        }

        return counts;
    }
}
