using System.Globalization;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

/// <summary>The example of docs/questions/ctr.md, computed again.</summary>
public sealed class PrivateModelPageTests
{
    private static readonly QuestionPage s_page = new("ctr.md");
    private static readonly PrivateModelTerms s_terms = ModelSample.Terms with { RowsPerPerson = 3, ScoreBins = 8, MaximumRounds = 12, MaximumNanoRho = 25_000_000 };

    [Fact]
    public void The_question_is_admitted_and_planned_within_its_price()
    {
        PrivateModelQuery query = s_page.Query<PrivateModelQuery>();
        Assert.Empty(QueryAdmission.Check(Sample.Agreement(s_terms), ModelSample.Owner, query));
        Assert.InRange(QueryPlanner.Plan(Sample.Agreement(s_terms), query).Privacy.Cost.NanoRho, 24_900_000, 25_000_000);
    }

    [Fact]
    public void A_value_is_found_as_often_as_the_page_says()
    {
        SelectionRule rule = SelectionRule.ForRho(Rho.Parse("0.0005"), Delta.FromAtto(100_000_000), maxGroupsPerPerson: 1, preThreshold: 1);
        Assert.InRange(rule.Probability(600).ToDouble(), 0.35, 0.65);
        Assert.InRange(rule.Probability(800).ToDouble(), 0.99, 1);
        Assert.Contains("a value that 600 people have is found every second time, and one that 800 have nearly always", s_page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_follow_from_the_histogram_and_its_noise()
    {
        PrivateModelQuery query = s_page.Query<PrivateModelQuery>();
        CountNoise noise = Assert.IsType<NoisyCounts>(new QualityPlan(s_terms, models: 1, segments: 0, query.NanoRho * query.QualityPermille / 1000).Mechanisms[0]).Noise;
        Assert.Equal(900, noise.Variance, 0.01);
        IReadOnlyList<string[]> bins = s_page.Table("bin", "clicks", "non-clicks");
        ModelQuality quality = QualityReport.Describe(new NoisyHistogram(
            new ScoreBins(8), [.. bins.Select(cells => long.Parse(cells[1], CultureInfo.InvariantCulture)), .. bins.Select(cells => long.Parse(cells[2], CultureInfo.InvariantCulture))], noise.Variance));
        Figure[] figures = [quality.Auc, quality.LogLoss, quality.NormalisedEntropy, quality.Calibration, quality.TopDecileLift, quality.PositiveRate];
        IReadOnlyList<string[]> stated = s_page.Table("figure", "estimate", "low", "high");
        Assert.Equal(figures.Length, stated.Count);
        foreach ((string[] cells, Figure figure) in stated.Zip(figures))
        {
            double[] numbers = [.. cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.Equal(numbers[0], figure.Estimate, 0.0001);
            Assert.Equal(numbers[1], figure.Low, 0.0001);
            Assert.Equal(numbers[2], figure.High, 0.0001);
        }
    }
}
