using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.CtrModel;

/// <summary>Figures from histograms against the same figures computed from every single score.</summary>
public sealed class QualityTests
{
    private const int Rows = 40_000;
    private static readonly (double Score, bool Clicked)[] s_rows = [.. Draw(Rows)];

    [Theory]
    [InlineData(64, 0.004)]
    [InlineData(256, 0.001)]
    public void Without_noise_the_area_under_the_curve_is_that_of_the_scores_within_a_bins_width(int bins, double tolerance) =>
        Assert.InRange(Describe(bins).Auc.Estimate - ExactAuc(), -tolerance, tolerance);

    [Fact]
    public void Without_noise_log_loss_entropy_and_calibration_are_those_of_the_scores_within_a_bins_width()
    {
        ModelQuality quality = Describe(256);
        double rate = s_rows.Count(row => row.Clicked) / (double)Rows;
        double logLoss = s_rows.Average(row => row.Clicked ? -Math.Log(Rate(row.Score)) : -Math.Log(1 - Rate(row.Score)));
        double entropy = -((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
        Assert.Equal(rate, quality.PositiveRate.Estimate, 1e-12);
        Assert.Equal(Rows, quality.Rows.Estimate);
        Assert.Equal(logLoss, quality.LogLoss.Estimate, 0.002);
        Assert.Equal(logLoss / entropy, quality.NormalisedEntropy.Estimate, 0.005);
        Assert.Equal(s_rows.Average(row => Rate(row.Score)) / rate, quality.Calibration.Estimate, 0.005);
        double top = s_rows.OrderByDescending(row => row.Score).Take(Rows / 10).Average(row => row.Clicked ? 1.0 : 0) / rate;
        Assert.Equal(top, quality.TopDecileLift.Estimate, 0.03);
    }

    [Fact]
    public void Without_noise_the_calibration_curve_lies_on_the_diagonal_of_a_calibrated_score()
    {
        List<CalibrationPoint> curve = CalibrationCurve.Of(Histogram(32, 100));
        Assert.True(curve.Count >= 8);
        Assert.Equal(curve.Select(point => point.Predicted).Order(), curve.Select(point => point.Predicted));
        Assert.All(curve, point => Assert.Equal(point.Predicted, point.Observed.Estimate, 0.08));
    }

    [Fact]
    public void Perfect_reversed_and_useless_scores_have_the_areas_one_zero_and_a_half()
    {
        Assert.Equal(1, AucEstimate.Of(Two([0, 0, 0, 0, 0, 0, 0, 90], [90, 0, 0, 0, 0, 0, 0, 0])).Value);
        Assert.Equal(0, AucEstimate.Of(Two([90, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 90])).Value);
        Assert.Equal(0.5, AucEstimate.Of(Two([0, 0, 0, 90, 0, 0, 0, 0], [0, 0, 0, 50, 0, 0, 0, 0])).Value);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void The_interval_of_the_area_covers_the_area_without_noise_about_ninety_five_times_in_a_hundred(double deviation)
    {
        ScoreBins bins = new(32);
        long[] exact = Count(bins);
        double auc = AucEstimate.Of(new NoisyHistogram(bins, exact, 0)).Value;
        SplitMix random = new(7);
        int covered = 0;
        const int Rounds = 2000;
        for (int round = 0; round < Rounds; round++)
        {
            long[] noisy = [.. exact.Select(count => count + (long)Math.Round(deviation * Normal(random)))];
            Figure figure = AucEstimate.Of(new NoisyHistogram(bins, noisy, deviation * deviation)).ToFigure(0, 1);
            covered += figure.Low <= auc && auc <= figure.High ? 1 : 0;
        }

        // Binomial: one deviation of 2000 rounds is half a percent.
        Assert.InRange(covered / (double)Rounds, 0.93, 0.97);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void Intervals_of_every_figure_cover_what_it_is_without_noise_ninety_five_times_in_a_hundred_or_a_little_more(double deviation)
    {
        ScoreBins bins = new(32);
        long[] exact = Count(bins);
        Func<ModelQuality, Figure>[] figures =
        [
            quality => quality.Rows, quality => quality.PositiveRate, quality => quality.LogLoss, quality => quality.NormalisedEntropy, quality => quality.Calibration, quality => quality.TopDecileLift,
        ];
        double[] truth = [.. figures.Select(figure => figure(QualityReport.Describe(new NoisyHistogram(bins, exact, 0))).Estimate)];
        SplitMix random = new(8);
        int[] covered = new int[figures.Length];
        const int Rounds = 1000;
        for (int round = 0; round < Rounds; round++)
        {
            long[] noisy = [.. exact.Select(count => count + (long)Math.Round(deviation * Normal(random)))];
            ModelQuality quality = QualityReport.Describe(new NoisyHistogram(bins, noisy, deviation * deviation));
            for (int i = 0; i < figures.Length; i++)
            {
                covered[i] += figures[i](quality).Low <= truth[i] && truth[i] <= figures[i](quality).High ? 1 : 0;
            }
        }

        // The entropy's two errors are added up, so its interval is wider than need be.
        Assert.All(covered.Index(), each => Assert.True(each.Item / (double)Rounds >= 0.92 && (each.Index == 3 || each.Item / (double)Rounds <= 0.98), $"{each.Index}: {each.Item}"));
    }

    [Fact]
    public void Where_noise_drowns_the_counts_nothing_is_claimed()
    {
        NoisyHistogram drowned = Histogram(32, variance: 1e12);
        Assert.False(drowned.IsMeaningful);
        ModelQuality quality = QualityReport.Describe(drowned);
        Assert.Equal((0, 1), (quality.Auc.Low, quality.Auc.High));
        Assert.Equal((0, 1), (quality.PositiveRate.Low, quality.PositiveRate.High));
        Assert.Empty(quality.CalibrationCurve);
    }

    [Fact]
    public void Every_score_falls_into_a_bin_and_higher_scores_not_into_lower_ones()
    {
        ScoreBins bins = new(8);
        Assert.Equal([0, 0, 0, 3, 4, 7, 7, 7], new[] { double.NegativeInfinity, -100, -6, -1.1, 0, 3.9, 4, double.PositiveInfinity }.Select(bins.IndexOf));
        Assert.Equal(bins.Probabilities.Order(), bins.Probabilities);
    }

    private static ModelQuality Describe(int bins) => QualityReport.Describe(Histogram(bins, 0));

    private static NoisyHistogram Histogram(int bins, double variance)
    {
        ScoreBins scoreBins = new(bins);
        return new NoisyHistogram(scoreBins, Count(scoreBins), variance);
    }

    private static NoisyHistogram Two(long[] clicks, long[] others) => new(new ScoreBins(8), [.. clicks, .. others], 0);

    private static long[] Count(ScoreBins bins)
    {
        long[] counts = new long[2 * bins.Count];
        foreach ((double score, bool clicked) in s_rows)
        {
            counts[(clicked ? 0 : bins.Count) + bins.IndexOf(score)]++;
        }

        return counts;
    }

    private static double ExactAuc()
    {
        long clicks = s_rows.Count(row => row.Clicked);
        double ranks = s_rows.OrderBy(row => row.Score).Index().Where(each => each.Item.Clicked).Sum(each => each.Index + 1.0);
        return (ranks - (clicks * (clicks + 1) / 2.0)) / (clicks * (Rows - clicks));
    }

    private static IEnumerable<(double Score, bool Clicked)> Draw(int rows)
    {
        SplitMix random = new(42);
        for (int row = 0; row < rows; row++)
        {
            double score = -1.5 + (1.2 * Normal(random));
            yield return (score, Uniform(random) < Rate(score));
        }
    }

    private static double Rate(double score) => 1 / (1 + Math.Exp(-score));

    private static double Uniform(SplitMix random) => (random.Below(int.MaxValue) + 0.5) / int.MaxValue;

    private static double Normal(SplitMix random) => Math.Sqrt(-2 * Math.Log(Uniform(random))) * Math.Cos(2 * Math.PI * Uniform(random));
}
