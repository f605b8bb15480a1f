using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.CtrModel;

/// <summary>Whatever is learnt about values is learnt from training people only.</summary>
public sealed class FeatureTests
{
    [Fact]
    public void A_value_that_training_never_saw_gets_no_feature_of_its_own()
    {
        CategoryCodes cells = Coded.Categories([0, 1, 2], ["a^b", "b", "only-held-out^another"]);
        Assert.Equal(2, TokenTable.Read(cells, [0, 1], kept: 8).FrequentTokens.Length);
        Assert.Empty(TokenTable.Read(cells, [], kept: 8).FrequentTokens);
    }

    [Fact]
    public void Frequent_values_are_those_of_training_however_often_others_hold_another()
    {
        CategoryCodes cells = Coded.Categories([0, 1, 1, 1, 2, -1], ["a", "b", "b^a"]);
        TokenTable tokens = TokenTable.Read(cells, [0, 4], kept: 1);
        Assert.Equal([1, 0, 0, 0, 1, -1], Coded.Cells(tokens.Rows, Assert.Single(tokens.FrequentTokens)));
        Assert.Equal([1, 1, 1, 1, 2, double.NaN], Coded.Cells(tokens.Rows, tokens.Counts));
    }

    [Fact]
    public void Of_equally_frequent_values_the_first_by_text_is_kept_whatever_order_they_came_in()
    {
        TokenTable once = TokenTable.Read(Coded.Categories([0, 1], ["z", "a"]), [0, 1], kept: 1);
        TokenTable again = TokenTable.Read(Coded.Categories([1, 0], ["a", "z"]), [0, 1], kept: 1);
        Assert.Equal([0, 1], Coded.Cells(once.Rows, once.FrequentTokens[0]));
        Assert.Equal([0, 1], Coded.Cells(again.Rows, again.FrequentTokens[0]));
    }

    [Fact]
    public void Categories_are_numbered_by_training_alone_and_others_are_missing()
    {
        Assert.Equal([1, 0, -1, -1], TrainedCodes.Renumber([0, 1, 2, -1], ["z", "a", "m"], [0, 1]));
        Assert.Equal([1, 0, -1, -1], TrainedCodes.Renumber([1, 2, 0, -1], ["m", "z", "a"], [0, 1]));
    }

    [Fact]
    public void A_persons_mode_and_mean_depend_on_that_persons_rows_alone_and_not_on_their_order()
    {
        CategoryCodes categories = Coded.Categories([0, 1, 1, 0, 2, -1], ["z", "a", "m"]);
        Assert.Equal([0, 2, -1], PersonMode.Of(new PersonRows([0, 0, 0, 0, 1, 2], 3), categories));
        CategoryCodes turned = Coded.Categories([-1, 2, 0, 1, 1, 0], ["z", "a", "m"]);
        Assert.Equal([0, 2, -1], PersonMode.Of(new PersonRows([2, 1, 0, 0, 0, 0], 3), turned));
        Assert.Equal([2, double.NaN, 5], PersonMeans.Of(new PersonRows([0, 0, 1, 2, -1], 3), Coded.Numbers(1, 3, double.NaN, 5, 100)));
        Assert.Equal([2.0, 1, 1], PersonMeans.Counts(new PersonRows([0, 0, 1, 2, -1], 3)));
    }

    [Fact]
    public void Beyond_the_most_categories_the_rarest_count_as_missing_and_nothing_fails()
    {
        const int TooMany = TrainedCodes.MaximumCategories + 500;
        string[] texts = [.. Enumerable.Range(0, TooMany).Select(code => $"{code:d6}")];
        // Every category occurs once in training, the last thousand twice: those stay, whatever their text.
        int[] codes = [.. Enumerable.Range(0, TooMany), .. Enumerable.Range(TooMany - 1000, 1000)];
        int[] numbers = TrainedCodes.Renumber(codes, texts, [.. Enumerable.Range(0, codes.Length)]);
        Assert.Equal(TrainedCodes.MaximumCategories - 1, numbers.Max());
        Assert.Equal(TrainedCodes.MaximumCategories, numbers.Where(number => number >= 0).Distinct().Count());
        Assert.DoesNotContain(-1, numbers[^1000..]);
        Assert.Equal(500, numbers[..TooMany].Count(number => number < 0));
    }

    [Fact]
    public void A_column_of_more_categories_than_training_takes_trains_all_the_same()
    {
        const int Rows = (1 << 16) + 1000;
        string[] texts = [.. Enumerable.Range(0, Rows).Select(code => $"{code:d6}")];
        int[] codes = TrainedCodes.Renumber([.. Enumerable.Range(0, Rows)], texts, [.. Enumerable.Range(0, Rows)]);
        FeatureTable features = new([FeatureColumn.Categorical("many", codes)]);
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? 1.0 : 0.0)];
        BoosterOptions options = TrainingOptions.For(Sample.AskModel() with { Trees = 1 }, Rows / 3, Rows, threads: 1);
        TrainingData data = TrainingData.Create(features, labels, [], options);
        double[] scores = new double[Rows];
        Booster.Train(data, null, options, null, TestContext.Current.CancellationToken).PredictRaw(features, scores, 1);
        Assert.DoesNotContain(scores, score => !double.IsFinite(score));
    }

    [Fact]
    public void A_persons_values_that_add_up_to_no_number_count_as_missing()
    {
        Assert.Equal(
            [double.NaN, double.NaN, 2],
            PersonMeans.Of(
                new PersonRows([0, 0, 1, 1, 2], 3), Coded.Numbers(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue, 2)));
    }

    [Theory]
    [InlineData("a b", "feeds.a_b")]
    [InlineData("x=\"1\"", "feeds.x__1_")]
    [InlineData("ok", "feeds.ok")]
    public void Names_of_features_hold_nothing_that_a_model_file_cannot(string column, string expected) =>
        Assert.Equal(expected, FeatureName.Of("feeds", column, ""));
}
