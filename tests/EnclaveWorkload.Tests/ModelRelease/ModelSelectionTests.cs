using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

/// <summary>Vocabularies and bounds that the agreement leaves open are found privately and paid for, or read off rows that the one recipient knows; nothing else of them leaves.</summary>
public sealed class ModelSelectionTests
{
    private static readonly TwoTables s_tables = WithNumbers(PrivateModelTests.Telling(people: 3000));

    [Fact]
    public void Vocabularies_and_bounds_that_are_left_open_are_found_and_charged_and_the_card_says_so()
    {
        using Run run = new(ModelSample.OpenAgreement, ModelSample.AskOpen, s_tables);
        PrivateRelease<Answer> release = run.Compute();
        PrivateModelAnswer answer = Assert.IsType<PrivateModelAnswer>(release.Value);
        Assert.Equal(["x0", "x1", "x2"], VocabularyOf(answer, "campaign"));
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], VocabularyOf(answer, "city"));
        NumberDomain age = Assert.IsType<NumberDomain>(FeatureOf(answer, "age").Domain);
        Assert.InRange(age.Low, 17, 19);
        Assert.InRange(age.High, 76, 82);
        NumberDomain margin = Assert.IsType<NumberDomain>(FeatureOf(answer, "margin").Domain);
        Assert.InRange(margin.Low, -5.2, -4.5);
        Assert.InRange(margin.High, 4.5, 5.2);
        Assert.All(new[] { "campaign", "city", "age", "margin" }, column => Assert.Equal(DomainSource.Selected, FeatureOf(answer, column).Source));
        Assert.All(new[] { "slot", "price", "tags" }, column => Assert.Equal(DomainSource.Agreed, FeatureOf(answer, column).Source));
        Assert.Contains(answer.Card.Bounds, bound => bound.StartsWith("ads.campaign (Value): 3 categories, selected privately", StringComparison.Ordinal));
        Assert.Contains(answer.Card.Bounds, bound => bound == "ads.price (Value): numbers from 0 to 40, as agreed.");

        Assert.InRange(release.Cost.NanoRho, (long)(0.999 * ModelSample.AskOpen.NanoRho), ModelSample.AskOpen.NanoRho);
        Assert.InRange(release.Cost.AttoDelta, 1, ModelSample.AskOpen.AttoDelta);
        Assert.Equal(run.Plan.Privacy.Cost, release.Cost);
        Assert.Equal(2, release.Mechanisms.Count(report => report.Name.StartsWith("values of", StringComparison.Ordinal)));
        Assert.Equal(2, release.Mechanisms.Count(report => report.Name.StartsWith("bounds of", StringComparison.Ordinal)));
        Assert.Equal(2, release.Mechanisms.Count(report => report.Name.StartsWith("quantiles of", StringComparison.Ordinal)));
        Assert.InRange(answer.Quality.Auc.Estimate, 0.65, 0.95);
    }

    [Fact]
    public void A_value_that_few_people_have_and_a_number_that_one_has_are_not_found()
    {
        AdRow[] rare = [.. Enumerable.Range(0, 3).Select(i => new AdRow($"p{i}", "top", "rare", null, 1, 0) { Margin = 1e9 })];
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.OpenAgreement, ModelSample.AskOpen, s_tables with { Ads = [.. s_tables.Ads.Where(row => row.Id is not ("p0" or "p1" or "p2")), .. rare] });
        Assert.DoesNotContain("rare", VocabularyOf(answer, "campaign"));
        Assert.InRange(Assert.IsType<NumberDomain>(FeatureOf(answer, "margin").Domain).High, 4.5, 5.2);
    }

    [Fact]
    public void What_an_owner_asks_of_a_found_value_holds()
    {
        OwnerRules rules = OwnerRules.None with { MinimumPeople = new OwnerLimitOf { Value = 1_000_000 } };
        Agreement agreement = ModelSample.OpenAgreement with { Datasets = [.. ModelSample.OpenAgreement.Datasets.Select(dataset => dataset with { Rules = rules })] };
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(agreement, ModelSample.AskOpen, s_tables);
        Assert.Equal(new HashedDomain { Buckets = 1 }, FeatureOf(answer, "campaign").Domain);
        Assert.Contains(answer.Card.Bounds, bound => bound.StartsWith("ads.campaign (Value): there or missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_party_that_knows_its_rows_has_its_own_vocabularies_and_bounds_for_nothing()
    {
        AdRow rare = new("p0", "top", "rare", null, 1, 0) { Margin = 400 };
        using Run run = new(ModelSample.OpenAgreement, ModelSample.AskOpenHybrid, s_tables with { Ads = [.. s_tables.Ads.Where(row => row.Id != "p0"), rare] });
        PrivateRelease<Answer> release = run.Compute();
        PrivateModelAnswer answer = Assert.IsType<PrivateModelAnswer>(release.Value);
        Assert.Equal(["rare", "x0", "x1", "x2"], VocabularyOf(answer, "campaign"));
        Assert.Equal(400, Assert.IsType<NumberDomain>(FeatureOf(answer, "margin").Domain).High);
        Assert.Equal(DomainSource.Known, FeatureOf(answer, "campaign").Source);
        Assert.Equal(DomainSource.Selected, FeatureOf(answer, "city").Source);
        Assert.Contains(answer.Card.Bounds, bound => bound.StartsWith("ads.campaign (Value): 4 categories, as owner knows", StringComparison.Ordinal));
        Assert.DoesNotContain(release.Mechanisms, report => report.Name.Contains("campaign", StringComparison.Ordinal) || report.Name.Contains("margin", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_there_gives_bounds_and_vocabularies_that_say_nothing()
    {
        PrivateModelAnswer answer = Run.Answer<PrivateModelAnswer>(ModelSample.OpenAgreement, ModelSample.AskOpen, TwoTables.Empty);
        Assert.Equal(new HashedDomain { Buckets = 1 }, FeatureOf(answer, "campaign").Domain);
        Assert.IsType<NumberDomain>(FeatureOf(answer, "age").Domain);
    }

    [Fact]
    public void Who_leaves_changes_one_value_of_each_vocabulary_by_one_and_one_node_of_every_level_of_a_tree()
    {
        TwoTables tables = WithNumbers(TwoTables.Random(6, people: 30, feeds: 90, ads: 300));
        int moved = 0;
        foreach (string person in tables.People.Take(15))
        {
            TwoTables last = tables.WithLast(person);
            using Run with = new(ModelSample.OpenAgreement, ModelSample.AskOpen, last);
            foreach (TwoTables smaller in last.Without(person))
            {
                using Run without = new(ModelSample.OpenAgreement, ModelSample.AskOpen, smaller);
                (ModelExamples before, ModelExamples after) = (Assert.IsType<ModelExamples>(with.Bounded), Assert.IsType<ModelExamples>(without.Bounded));
                for (int feature = 0; feature < before.Columns.Count; feature++)
                {
                    ModelFeature planned = before.Columns[feature].Feature;
                    if (!planned.IsOpen)
                    {
                        continue;
                    }

                    (OneRowEach one, OneRowEach other) = (before.OneRowEachOf(feature), after.OneRowEachOf(feature));
                    if (planned.Domain is OpenCategoryDomain)
                    {
                        long change = People(one).Union(People(other)).GroupBy(value => value.Key).Sum(value => Math.Abs(People(one).GetValueOrDefault(value.Key) - People(other).GetValueOrDefault(value.Key)));
                        Assert.InRange(change, 0, 1);
                        moved += (int)change;
                        continue;
                    }

                    Sensitivity declared = with.Plan.Privacy.Mechanisms.Single(mechanism => mechanism.Name == $"bounds of {planned.Name}").Reports[0].Sensitivity;
                    Change[] changes =
                    [
                        Change.Between(BoundsSelection.CountAll(one.Numbers), BoundsSelection.CountAll(other.Numbers)),
                        Change.Between(BoundsSelection.CountBetween(one.Numbers, 20, 40), BoundsSelection.CountBetween(other.Numbers, 20, 40)),
                    ];
                    Assert.All(changes, change => Assert.True(change.IsWithin(declared), $"{change} is beyond {declared}"));
                    moved += changes.Count(change => change.L2Squared == declared.L2Squared);
                }
            }
        }

        Assert.True(moved > 30, "The test removes people that count.");
    }

    [Fact]
    public void Steps_of_all_numbers_ascend_and_hold_what_they_start_with()
    {
        for (long cell = 0; cell < 4096; cell++)
        {
            double start = NumberScale.StartOf(cell);
            Assert.True(start < NumberScale.StartOf(cell + 1));
            Assert.InRange(NumberScale.CellOf((start + NumberScale.StartOf(cell + 1)) / 2), cell, cell);
        }

        Assert.Equal((0, 4095), (NumberScale.CellOf(double.MinValue), NumberScale.CellOf(double.PositiveInfinity)));
    }

    private static Dictionary<string, long> People(OneRowEach rows)
    {
        (string[] values, long[] people) = VocabularySelection.Tally(rows);
        return values.Zip(people).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static ModelFeature FeatureOf(PrivateModelAnswer answer, string column) => answer.Model.Features.First(feature => feature.Column.Column == column);

    private static IReadOnlyList<string> VocabularyOf(PrivateModelAnswer answer, string column) => Assert.IsType<CategoryDomain>(FeatureOf(answer, column).Domain).Values;

    /// <summary>Ages of 18 to 77, margins of -5 to 5.</summary>
    private static TwoTables WithNumbers(TwoTables tables) => new(
        [.. tables.Feeds.Select((row, i) => row with { Age = 18 + (i % 60) })],
        [.. tables.Ads.Select((row, i) => row with { Margin = ((i * 37 % 1001) - 500) / 100.0 })]);
}
