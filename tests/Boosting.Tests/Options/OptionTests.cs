using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting.Tests.Options;

public sealed class OptionTests
{
    [Fact]
    public void Names_and_aliases_and_comments_are_understood()
    {
        BoosterOptions options = Read("""
            # a configuration file
            objective=binary metric=auc   boosting=gbdt
            n_estimators=30  eta=0.05   # two aliases
            num_leaf=63 sub_row=0.5 subsample_freq=1 colsample_bytree=0.7
            reg_lambda=2 use_missing=false verbose=-1
            """);
        BoosterOptions expected = new()
        {
            Metric = Metric.Auc,
            NumIterations = 30,
            LearningRate = 0.05,
            NumLeaves = 63,
            BaggingFraction = 0.5,
            BaggingFreq = 1,
            FeatureFraction = 0.7,
            LambdaL2 = 2,
            UseMissing = false,
        };
        Assert.Equal(expected, options);
        Assert.Equal(BoosterOptions.Default, Read(""));
    }

    [Theory]
    [InlineData("num_leafs=3", OptionRefusalReason.UnknownName, "num_leaf")]
    [InlineData("Num_Leaves=3", OptionRefusalReason.UnknownName, "num_leaves")]
    [InlineData("lamda_l1=3", OptionRefusalReason.UnknownName, "lambda_l1")]
    [InlineData("num_leaves", OptionRefusalReason.NotNameAndValue, null)]
    [InlineData("=3", OptionRefusalReason.NotNameAndValue, null)]
    [InlineData("num_leaves=3.5", OptionRefusalReason.MalformedValue, null)]
    [InlineData("num_leaves=", OptionRefusalReason.MalformedValue, null)]
    [InlineData("num_leaves=99999999999", OptionRefusalReason.MalformedValue, null)]
    [InlineData("use_missing=maybe", OptionRefusalReason.MalformedValue, null)]
    [InlineData("learning_rate=fast", OptionRefusalReason.MalformedValue, null)]
    [InlineData("learning_rate=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("learning_rate=NaN", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("learning_rate=1e999", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("num_leaves=1", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("max_bin=65536", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("bagging_fraction=1.01", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("feature_fraction=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("num_threads=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("boosting=dart", OptionRefusalReason.Unsupported, null)]
    [InlineData("objective=lambdarank", OptionRefusalReason.Unsupported, null)]
    [InlineData("metric=ndcg", OptionRefusalReason.Unsupported, null)]
    [InlineData("deterministic=false", OptionRefusalReason.Unsupported, null)]
    [InlineData("num_trees=3 num_iterations=3", OptionRefusalReason.NamedTwice, null)]
    public void What_is_not_understood_is_refused(string text, OptionRefusalReason reason, string? nearest)
    {
        Assert.False(BoosterOptions.TryParse(text, out BoosterOptions? options, out OptionRefusal? refusal));
        Assert.Null(options);
        Assert.Equal((reason, nearest), (refusal.Reason, refusal.Nearest));
        Assert.Contains(refusal.Name, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_written_default_is_read_back()
    {
        string text = string.Join('\n', OptionTable.All.Where(option => option.Name != "metric").Select(option => $"{option.Name}={option.Write(BoosterOptions.Default)}"));
        Assert.Equal(BoosterOptions.Default, Read(text));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_training_too()
    {
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { NumLeaves = 1 }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { LearningRate = double.NaN }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { Objective = (Objective)77 }).Validate);
        FeatureTable features = new(FeatureColumn.Numeric("x", new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingData.Create(features, [0, 1], default, BoosterOptions.Default with { MaxBin = 1 }));
    }

    [Fact]
    public void The_documented_table_is_the_table_of_the_code()
    {
        string[] documented = [.. System.IO.File.ReadLines(Repository.PathTo("docs", "boosting.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(cells => $"{cells[1].Trim()} {cells[2].Trim()}")];
        string[] actual = [.. OptionTable.All.Where(option => option is not FixedOption).Select(option => $"`{option.Name}` {Default(option)}")];
        Assert.Equal(actual, documented);
    }

    private static string Default(OptionDefinition option) => option.Write(BoosterOptions.Default) is { Length: > 0 } text ? text : "the objective's";

    private static BoosterOptions Read(string text)
    {
        Assert.True(BoosterOptions.TryParse(text, out BoosterOptions? options, out OptionRefusal? refusal), refusal?.ToString());
        return options;
    }
}
