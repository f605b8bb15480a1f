using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Sums;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>What is released never moves by more than the noise was made for when one person goes, with however many rows, at any scores.</summary>
public sealed class SensitivityTests
{
    public static TheoryData<string> Kinds => ["boosted", "logistic"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_person_gone_moves_a_round_by_no_more_than_declared(string kind)
    {
        double largest = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            GeneratedExamples data = new(60, seed, mostRows: 1 + (seed % 4 * 5));
            PrivateTraining training = PrivateTraining.Plan(Options(kind), GeneratedExamples.Features, 5, Rho.Parse("0.05"));
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1];
            AdditiveFit fit = Disturbed(training, seed);
            long[] whole = Exact(training, mechanism, fit, data.Examples);
            foreach (int person in data.People.Distinct())
            {
                long[] without = Exact(training, mechanism, fit, data.Without(person));
                double moved = whole.Zip(without, (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared;
                largest = Math.Max(largest, moved);
            }
        }

        Assert.InRange(largest, 0.5, 1);

        static long[] Exact(PrivateTraining training, NoisyCounts mechanism, AdditiveFit fit, PrivateExamples examples) =>
            NoisyRounds.Exact(training, mechanism, fit, fit.Maps(), training.Bin(examples, 1, CancellationToken.None), 1, CancellationToken.None);
    }

    [Fact]
    public void One_person_gone_moves_a_batch_of_trees_by_no_more_than_declared()
    {
        double largest = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            TogetherExamples data = new(60, seed, mostRows: 1 + (seed % 4 * 5));
            RandomTreeOptions options = new() { Batch = 1 + seed, Depth = 1 + (seed % 4), FeaturesPerTree = 1 + (seed % 2 * (seed % 4 > 0 ? 1 : 0)), Rounds = 2, Seed = seed };
            PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Candidates = 8, Trees = options }, TogetherExamples.Features, 5, Rho.Parse("0.05"));
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1 + training.Options.Rounds];
            AdditiveFit curves = Disturbed(training, seed);
            RandomShapes shapes = training.StartShapes(curves);
            TreeShape[] batch = [.. Enumerable.Range(0, options.Batch).Select(_ => shapes.Next()!)];

            // Any values and any shares of precision: what earlier releases make of them is public.
            GrowingTree[] trees = [.. batch.Select(shape => training.StartTree(shape, training.Bin(data.Examples, 1, CancellationToken.None)))];
            AdditiveFit fit = training.StartTrees(trees, 0.5);
            Numbers numbers = new(200 + seed);
            double[] sums = [.. Enumerable.Range(0, mechanism.Length).Select(_ => (numbers.Uniform() - 0.3) * 1e12)];
            fit.Step(fit.Maps(), sums.AsSpan(0, sums.Length / 2), sums.AsSpan(sums.Length / 2), ResidualScale.Unit, mechanism.Noise.Variance);
            IReadOnlyList<CoordinateMap> maps = fit.Maps();
            long[] whole = Exact(data.Examples);
            foreach (int person in data.People.Distinct())
            {
                largest = Math.Max(largest, whole.Zip(Exact(data.Without(person)), (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared);
            }

            long[] Exact(PrivateExamples examples)
            {
                BinnedRows rows = training.Bin(examples, 1, CancellationToken.None);
                double[] basis = new double[rows.RowCount];
                CellSums.AddScores(curves.Partitions(rows.Cells), 0, basis);
                GrowingTree[] same = [.. trees.Select(tree => tree with { Leaves = tree.Shape.LeavesOf(rows) })];
                return TreeRounds.Exact(training, mechanism, fit, maps, same, rows, basis, 1, CancellationToken.None);
            }
        }

        Assert.InRange(largest, 0.5, 1);
    }

    [Fact]
    public void Trained_again_without_one_person_no_release_moves_by_more_than_declared()
    {
        double largest = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            TogetherExamples data = new(80, seed, mostRows: 1 + (3 * seed));
            RandomTreeOptions trees = new() { Batch = 6, Depth = 3, Rounds = 4, Seed = seed };
            PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Candidates = 8, Trees = trees }, TogetherExamples.Features, 3, Rho.Parse("30"));
            using SeededEntropy entropy = new(seed);
            using BudgetGrant grant = Room.Open(entropy, [.. training.Mechanisms]);
            List<(NoisyCounts Mechanism, long[] Exact, ImmutableArray<long> Noisy)> releases = [];
            training.Fit(data.Examples, Record, 1, CancellationToken.None);
            Assert.Equal(training.Mechanisms.Length, releases.Count);
            foreach (int person in data.People.Distinct())
            {
                // Whatever was released is known; given that, only what this person adds may differ.
                int next = 0;
                training.Fit(data.Without(person), Compare, 1, CancellationToken.None);

                ImmutableArray<long> Compare(NoisyCounts mechanism, long[] exact)
                {
                    (NoisyCounts planned, long[] whole, ImmutableArray<long> noisy) = releases[next++];
                    Assert.Same(planned, mechanism);
                    largest = Math.Max(largest, whole.Zip(exact, (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared);
                    return noisy;
                }
            }

            ImmutableArray<long> Record(NoisyCounts mechanism, long[] exact)
            {
                ImmutableArray<long> noisy = mechanism.Release(grant, exact).Value;
                releases.Add((mechanism, exact, noisy));
                return noisy;
            }
        }

        Assert.InRange(largest, 0.5, 1);
    }

    [Fact]
    public void Outcomes_of_one_person_gone_move_the_release_by_no_more_than_declared()
    {
        double largest = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            GeneratedExamples data = new(60, seed, mostRows: 6);
            PrivateTraining training = PrivateTraining.Plan(
                new BoostedOptions { Protects = ProtectedParts.Labels }, GeneratedExamples.Features, 5, Rho.Parse("0.05"));
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[0];
            long[] whole = Exact();
            bool[] labels = data.Labels;
            foreach (int person in data.People.Distinct())
            {
                data.Labels = [.. labels.Select((label, row) => label && data.People[row] != person)];
                long[] without = Exact();
                largest = Math.Max(largest, whole.Zip(without, (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared);
            }

            long[] Exact()
            {
                AdditiveFit fit = training.StartFit();
                return LabelRounds.Exact(training, mechanism, fit, fit.Maps(), training.Bin(data.Examples, 1, CancellationToken.None), 1, CancellationToken.None);
            }
        }

        Assert.InRange(largest, 0.5, 1);
    }

    [Fact]
    public void One_person_gone_moves_recalibration_by_no_more_than_declared()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 5, Rho.Parse("0.05"));
        NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[^1];
        double largest = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            GeneratedExamples data = new(60, seed, mostRows: 8);
            Numbers numbers = new(seed);
            double[] byPerson = [.. Enumerable.Range(0, 61).Select(_ => (numbers.Uniform() * 16) - 8)];
            long[] whole = Sums(data.Examples);
            foreach (int person in data.People.Distinct())
            {
                largest = Math.Max(largest, whole.Zip(Sums(data.Without(person)), (a, b) => Math.Pow(a - b, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared);
            }

            long[] Sums(PrivateExamples examples)
            {
                double[] scores = [.. examples.People.ToArray().Order().Select(person => byPerson[person])];
                return new Calibration(-1).Sums(training.Bin(examples, 1, CancellationToken.None), scores, training.CalibrationScale, mechanism, 1, CancellationToken.None);
            }
        }

        Assert.InRange(largest, 0.4, 1);
    }

    [Fact]
    public void Gradient_and_weighted_curvature_of_a_row_are_together_no_longer_than_one()
    {
        ResidualScale scale = new(1, 1);
        for (int i = 0; i <= 100_000; i++)
        {
            double p = i / 100_000.0;
            double curvature = scale.CurvatureWeight * p * (1 - p);
            Assert.True(((1 - p) * (1 - p)) + (curvature * curvature) <= 1, $"at {p}");
            Assert.True((p * p) + (curvature * curvature) <= 1, $"at {p}");
        }

        Assert.InRange(scale.CurvatureWeight, 3.3, Math.Sqrt(Math.Pow((1 + Math.Sqrt(5)) / 2, 5)));
    }

    [Fact]
    public void Rows_of_a_person_are_shortened_together_to_the_radius()
    {
        Numbers numbers = new(5);
        for (int i = 0; i < 1000; i++)
        {
            RowPair[] rows = [.. Enumerable.Range(0, 1 + numbers.Next(9)).Select(_ => new RowPair { Gradient = numbers.Next(131_073) - 65_536, Curvature = numbers.Next(65_537) })];
            RowPair.Clip(rows, ResidualScale.Unit);
            Assert.True(rows.Sum(row => Math.Sqrt((row.Gradient * row.Gradient) + (row.Curvature * row.Curvature))) <= ResidualScale.Unit);
        }
    }

    private static PrivateTrainingOptions Options(string kind) =>
        kind == "boosted" ? new BoostedOptions { Candidates = 8 } : new LogisticOptions { Steps = 16 };

    /// <summary>Curves anywhere, so that residuals are large.</summary>
    private static AdditiveFit Disturbed(PrivateTraining training, int seed)
    {
        Numbers numbers = new(100 + seed);
        AdditiveFit fit = training.StartFit();
        foreach (ICurve curve in fit.Curves)
        {
            for (int cell = 0; cell < curve.Values.Length; cell++)
            {
                curve.Values[cell] = (numbers.Uniform() * 8) - 4;
            }
        }

        return fit;
    }
}
