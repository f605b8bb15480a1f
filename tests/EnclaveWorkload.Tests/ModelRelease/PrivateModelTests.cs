using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

public sealed class PrivateModelTests
{
    private static readonly TwoTables s_tables = Telling(people: 4000);
    private static readonly HashSet<string> s_sporty = [.. s_tables.Feeds.Where(row => row.Section == "sport").Select(row => row.Id!)];

    [Theory]
    [InlineData(PrivateModelKind.Additive)]
    [InlineData(PrivateModelKind.Logistic)]
    [InlineData(PrivateModelKind.Trees)]
    public void A_model_is_trained_released_and_measured(PrivateModelKind kind)
    {
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.Agreement, ModelSample.Ask with { Model = kind }, s_tables);
        Assert.Equal(kind, answer.Model.Kind);
        Assert.Equal(PrivateModelFeatures.Of(ModelSample.Agreement, ModelSample.Terms, selects: false), answer.Model.Features);
        Assert.Equal(answer.Model.Features.Count, answer.Model.Curves.Count);
        Assert.InRange(answer.Quality.Auc.Estimate, 0.65, 0.95);
        Assert.InRange(answer.Quality.Calibration.Estimate, 0.8, 1.25);
        Assert.Equal([["side"], ["top"], []], answer.Segments.Select(segment => segment.Values));
        Assert.All(answer.Segments.Take(2), segment => Assert.InRange(segment.Quality.Auc.Estimate, 0.55, 1));

        // Readers of sport click, and the partner alone knows what they read.
        ModelComparison comparison = Assert.Single(answer.Comparison);
        Assert.True(comparison.AucGain.Low > 0);
        Assert.InRange(comparison.Significance, 0, 0.01);
        Assert.True(comparison.AucGainAtLarge.High - comparison.AucGainAtLarge.Low > comparison.AucGain.High - comparison.AucGain.Low);
        Assert.Equal(Figure.FromSamplingAndNoise, comparison.AucGainAtLarge.InferredFrom);
    }

    [Theory]
    [InlineData(100_000, 500, 0, 400, true)]
    [InlineData(100_000, 10, 0, 1, false)]
    [InlineData(2_600_000, 500, 390, 10, true)]
    public void Every_question_that_is_admitted_has_a_plan_however_little_it_spends(long nanoRho, int quality, int selection, int reference, bool compare)
    {
        PrivateModelTerms terms = selection > 0 ? ModelSample.Open : ModelSample.Terms;
        foreach (PrivateModelKind kind in terms.Kinds)
        {
            PrivateModelQuery query = ModelSample.Ask with
            {
                Terms = terms.Id,
                NanoRho = nanoRho,
                Model = kind,
                Rounds = terms.MaximumRounds,
                QualityPermille = quality,
                SelectionPermille = selection,
                AttoDelta = selection > 0 ? terms.MaximumAttoDelta : 0,
                ReferencePermille = reference,
                ReferenceShards = 10,
                Compare = compare,
            };
            Agreement agreement = Sample.Agreement(terms);
            Assert.Empty(QueryAdmission.Check(agreement, ModelSample.Owner, query));
            Assert.InRange(QueryPlanner.Plan(agreement, query).Privacy.Cost.NanoRho, nanoRho * 9 / 10, nanoRho);
        }
    }

    [Fact]
    public void What_trees_without_privacy_reach_is_told_by_a_mean_over_shards_that_is_paid_for()
    {
        PrivateModelQuery ask = ModelSample.Ask with { Compare = false, ReferencePermille = 200, ReferenceShards = 20 };
        using Run run = new(ModelSample.Agreement, ask, s_tables);
        PrivateRelease<Answer> release = run.Compute(threads: 2);
        ReferenceQuality trees = Assert.Single(Assert.IsType<PrivateModelAnswer>(release.Value).Reference);
        Assert.Equal(20, trees.Shards);
        Assert.InRange(trees.Auc.Estimate, 0.56, 0.85);
        Assert.InRange(trees.Auc.High - trees.Auc.Low, 0.001, 0.2);
        Assert.InRange(trees.LogLoss.Estimate, 0.3, 0.99);
        Assert.Equal(run.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, (long)(0.999 * ask.NanoRho), ask.NanoRho);
        Assert.Single(release.Mechanisms, report => report.Name.Contains("over shards", StringComparison.Ordinal));
    }

    [Fact]
    public void Trees_learn_what_a_column_of_either_side_says_only_beside_one_of_the_other()
    {
        // Readers of sport click at the top, all others at the side.
        SplitMix random = new(9);
        TwoTables tables = s_tables with { Ads = [.. s_tables.Ads.Select(row => row with { Label = random.Below(100) < (s_sporty.Contains(row.Id!) == (row.Slot == "top") ? 60 : 20) ? 1 : 0 })] };
        PrivateModelQuery ask = ModelSample.Ask with { Compare = false };
        Agreement agreement = Sample.Agreement(ModelSample.Terms with
        {
            Features = [Sample.Column(Sample.Ads, "slot"), Sample.Column(Sample.Ads, "price"), Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Feeds, "city")],
        });
        PrivateModelAnswer curves = Run.Answer<PrivateModelAnswer>(agreement, ask, tables);
        PrivateModelAnswer trees = Run.Answer<PrivateModelAnswer>(agreement, ask with { Model = PrivateModelKind.Trees }, tables);
        Assert.InRange(curves.Quality.Auc.Estimate, 0.4, 0.58);
        Assert.InRange(trees.Quality.Auc.Estimate, 0.62, 0.76);
        Assert.Contains(trees.Card.KnownLimits, limit => limit.Contains("random trees", StringComparison.Ordinal));
        Assert.Contains(curves.Card.KnownLimits, limit => limit.StartsWith("Features add up: what two", StringComparison.Ordinal));
    }

    [Fact]
    public void A_party_that_knows_its_rows_learns_what_the_partners_protected_columns_say_of_them()
    {
        // A third of the readers see no advertisement, a third of those who see one are no readers.
        TwoTables tables = new([.. s_tables.Feeds.Where((_, person) => person % 3 != 0)], s_tables.Ads);
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.Agreement, ModelSample.AskHybridColumns with { NanoRho = 500_000_000 }, tables);
        Assert.Equal(ModelSample.HybridColumns.Recipients, answer.TowardsOnly);
        Assert.Equal(2 * 4000 * 0.4, answer.Quality.Rows.Estimate, 600.0);
        ModelFeature section = answer.Model.Features.Single(feature => feature.Column.Column == "section");
        FeatureCurve curve = answer.Model.Curves[answer.Model.Features.Index().Single(each => each.Item == section).Index];
        IReadOnlyList<string> values = Assert.IsType<CategoryDomain>(section.Domain).Values;
        double sport = curve.Values[values.Index().Single(each => each.Item == "sport").Index];
        double news = curve.Values[values.Index().Single(each => each.Item == "news").Index];
        Assert.True(sport > curve.Missing + 0.2 && curve.Missing > news + 0.2, $"{sport} {curve.Missing} {news}");
        Assert.InRange(answer.Quality.Calibration.Estimate, 0.85, 1.15);
        Assert.Contains("their columns, and being there at all", answer.Covers, StringComparison.Ordinal);
        Assert.Contains(answer.Card.KnownLimits, limit => limit.EndsWith("counts as missing there.", StringComparison.Ordinal));
    }

    [Fact]
    public void Outcomes_and_columns_of_a_partner_are_compared_with_its_outcomes_alone()
    {
        // Who is engaged reads sport: the partner's other columns tell of its outcomes.
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.Agreement, ModelSample.AskHybrid, s_tables);
        Assert.InRange(answer.Quality.Auc.Estimate, 0.9, 1);
        Assert.True(Assert.Single(answer.Comparison).AucGain.Low > 0.1);
    }

    [Fact]
    public void The_released_text_loads_in_LightGBMs_format_and_scores_as_the_curves_say()
    {
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.Agreement, ModelSample.Ask, s_tables);
        Assert.True(Booster.TryParse(answer.Model.Text, out Booster? booster, out ModelFailure failure), failure.ToString());
        Assert.Equal(answer.Model.Features.Select(feature => feature.Name), booster.FeatureNames);
        double[] missing = [.. answer.Model.Features.Select(_ => double.NaN)];
        double nothing = booster.PredictRaw(missing);
        for (int feature = 0; feature < missing.Length; feature++)
        {
            double[] row = [.. missing];
            row[feature] = 0;
            FeatureCurve curve = answer.Model.Curves[feature];
            int cell = curve.Thresholds.TakeWhile(threshold => threshold < 0).Count();
            Assert.Equal(curve.Values[cell] - curve.Missing, booster.PredictRaw(row) - nothing, 9);
        }
    }

    [Fact]
    public void The_card_says_purpose_bounds_epsilon_and_limits()
    {
        using Run run = new(ModelSample.Agreement, ModelSample.Ask, s_tables);
        PrivateRelease<Answer> release = run.Compute();
        ModelCard card = Assert.IsType<PrivateModelAnswer>(release.Value).Card;
        Assert.Equal(release.EpsilonAt(Delta.FromAtto(ModelSample.Agreement.Privacy.StatementAttoDelta)), card.Epsilon);
        Assert.Equal(ModelSample.Terms.IntendedUse, card.IntendedUse);
        Assert.Equal(ModelSample.Terms.RowsPerPerson, card.RowsPerPerson);
        Assert.InRange(card.ModelNanoRho, 1_900_000_000, 2_000_000_000);
        Assert.Contains(card.KnownLimits, limit => limit.Contains("public hash", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_charged_is_both_models_and_their_quality_and_no_more_than_was_asked()
    {
        using Run run = new(ModelSample.Agreement, ModelSample.Ask, s_tables);
        Assert.InRange(run.Plan.Privacy.Cost.NanoRho, (long)(0.999 * ModelSample.Ask.NanoRho), ModelSample.Ask.NanoRho);
        Assert.Equal(0, run.Plan.Privacy.Cost.AttoDelta);
        Assert.Equal(run.Plan.Privacy.Cost, run.Compute().Cost);
        string[] figures = [.. run.Plan.Privacy.Mechanisms.Select(mechanism => mechanism.Name)];
        Assert.Equal(2 * ModelSample.Ask.Rounds, figures.Count(figure => figure.StartsWith("model: residuals", StringComparison.Ordinal)));
        Assert.Equal(4, figures.Count(figure => figure == "model: recalibration"));
        Assert.Equal(2, figures.Count(figure => figure.StartsWith("score histograms", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nobody_both_trains_and_measures_and_nobody_counts_more_rows_than_agreed()
    {
        using Run run = new(ModelSample.Agreement, ModelSample.Ask, TwoTables.Random(3, people: 200, feeds: 300, ads: 2000));
        ModelExamples examples = Assert.IsType<ModelExamples>(run.Bounded);
        int[] training = [.. examples.Training.Select(row => examples.People[row])];
        int[] heldOut = [.. examples.HeldOut.Select(row => examples.People[row])];
        Assert.Empty(training.Intersect(heldOut));
        Assert.All(training.Concat(heldOut).GroupBy(person => person), rows => Assert.InRange(rows.Count(), 1, ModelSample.Terms.RowsPerPerson));
        Assert.Contains(training.GroupBy(person => person), rows => rows.Count() == ModelSample.Terms.RowsPerPerson);
        Assert.DoesNotContain(training, person => person < 0);
        Assert.InRange((double)heldOut.Distinct().Count() / (heldOut.Distinct().Count() + training.Distinct().Count()), 0.25, 0.55);
    }

    [Fact]
    public void Tables_that_share_nobody_give_a_model_and_a_quality_that_says_nothing()
    {
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.Agreement, ModelSample.Ask, TwoTables.Empty);
        Assert.Equal((0, 1), (answer.Quality.Auc.Low, answer.Quality.Auc.High));
        Assert.Equal(1, Assert.Single(answer.Comparison).Significance);
        Assert.True(Booster.TryParse(answer.Model.Text, out _, out _));
    }

    [Fact]
    public void The_answer_does_not_depend_on_threads_or_on_the_order_of_the_partners_rows()
    {
        PrivateModelAnswer one = Answer(s_tables, threads: 1);
        Assert.Equal(one.Model.Text, Answer(s_tables, threads: 3).Model.Text);
        Assert.Equal(one.Model.Text, Answer(s_tables with { Feeds = [.. s_tables.Feeds.Reverse()] }, threads: 2).Model.Text);
    }

    /// <summary>People who read sport, and who see the top slot, click more often.</summary>
    internal static TwoTables Telling(int people)
    {
        SplitMix random = new(7);
        List<FeedRow> feeds = [];
        List<AdRow> ads = [];
        for (int person = 0; person < people; person++)
        {
            bool isSporty = random.Below(2) == 0;
            feeds.Add(new FeedRow($"p{person}", isSporty ? "sport" : "news", $"c{person % 5}", null, 30, isSporty ? 1 : 0));
            for (int row = 0; row < 2; row++)
            {
                bool isTop = random.Below(2) == 0;
                int chance = (isTop ? 25 : 10) + (isSporty ? 40 : 0);
                ads.Add(new AdRow($"p{person}", isTop ? "top" : "side", $"x{person % 3}", "t1^t2", random.Below(40), random.Below(100) < chance ? 1 : 0));
            }
        }

        return new TwoTables(feeds, ads);
    }

    private static PrivateModelAnswer Answer(TwoTables tables, int threads)
    {
        using Run run = new(ModelSample.Agreement, ModelSample.Ask, tables);
        return Assert.IsType<PrivateModelAnswer>(run.Compute(threads).Value);
    }

}
