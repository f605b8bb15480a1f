using System.Globalization;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

public sealed class TrainPredictTests : IDisposable
{
    private static readonly string[] s_train = ["task=train", "objective=binary", "num_trees=8", "num_leaves=7", "data=@train.csv", "header=true", "label_column=name:label", "output_model=@model.txt"];

    private readonly Scratch _scratch = new();

    public TrainPredictTests()
    {
        _scratch.Write("train.csv", SampleFiles.Rows(600, ',', header: true));
        _scratch.Write("test.csv", SampleFiles.Rows(200, ',', header: true, shift: 600));
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_trained_model_ranks_rows_it_has_not_seen()
    {
        Assert.Equal(0, _scratch.Run([.. s_train, "valid=@test.csv", "metric=auc,binary_logloss", "categorical_feature=name:site"]));
        Assert.Contains("Iteration:8, valid_1 auc : 0.9", _scratch.Output, StringComparison.Ordinal);
        Assert.Contains("Iteration:8, valid_1 binary_logloss : 0.", _scratch.Output, StringComparison.Ordinal);
        Assert.Contains("label_index=1\n", _scratch.Read("model.txt"), StringComparison.Ordinal);
        Assert.Contains("feature_names=price site noise\n", _scratch.Read("model.txt"), StringComparison.Ordinal);

        Assert.Equal(0, _scratch.Run("task=predict", "data=@test.csv", "header=true", "input_model=@model.txt", "output_result=@out.txt"));
        double[] predicted = [.. _scratch.Lines("out.txt").Select(Number)];
        double[] labels = [.. _scratch.Lines("test.csv").Skip(1).Select(line => Number(line.Split(',')[1]))];
        Assert.True(BinaryMetrics.Auc(predicted, labels) > 0.9);
    }

    [Theory]
    [InlineData(',', true)]
    [InlineData('\t', true)]
    [InlineData(',', false)]
    [InlineData('\t', false)]
    public void The_same_rows_train_the_same_trees_in_every_form(char separator, bool header)
    {
        _scratch.Run(s_train);
        string expected = Trees("model.txt");
        _scratch.Write("other", SampleFiles.Rows(600, separator, header));
        Assert.Equal(0, _scratch.Run("data=@other", $"header={header}", "label_column=1", "objective=binary", "num_trees=8", "num_leaves=7", "output_model=@other.txt"));
        Assert.Equal(expected, Trees("other.txt"));
    }

    [Fact]
    public void Sparse_rows_are_understood_and_what_they_leave_out_is_zero()
    {
        _scratch.Write("sparse", "1 0:1 2:3\n0 1:2\n1 0:1.5 2:4\n0 1:1\n");
        _scratch.Write("dense", "1,1,0,3\n0,0,2,0\n1,1.5,0,4\n0,0,1,0\n");
        string[] options = ["objective=binary", "num_trees=3", "min_data_in_leaf=1", "min_data_in_bin=1"];
        Assert.Equal(0, _scratch.Run(["data=@sparse", "output_model=@a.txt", .. options]));
        Assert.Equal(0, _scratch.Run(["data=@dense", "output_model=@b.txt", .. options]));
        Assert.Equal(Trees("b.txt"), Trees("a.txt"));
        Assert.Equal(0, _scratch.Run("task=predict", "data=@sparse", "input_model=@a.txt", "output_result=@a.out"));
        Assert.Equal(0, _scratch.Run("task=predict", "data=@dense", "input_model=@a.txt", "output_result=@b.out"));
        Assert.Equal(_scratch.Read("b.out"), _scratch.Read("a.out"));
    }

    [Fact]
    public void Files_beside_the_data_say_more_of_its_rows()
    {
        _scratch.Run(s_train);
        string plain = Trees("model.txt");
        _scratch.Write("train.csv.weight", string.Concat(Enumerable.Range(0, 600).Select(row => row % 3 == 0 ? "2\n" : "1\n")));
        _scratch.Run(s_train);
        string weighted = Trees("model.txt");
        Assert.NotEqual(plain, weighted);
        Assert.Contains("Loading weights", _scratch.Output, StringComparison.Ordinal);

        _scratch.Write("train.csv.init", string.Concat(Enumerable.Repeat("0.5\n", 600)));
        _scratch.Run(s_train);
        Assert.NotEqual(weighted, Trees("model.txt"));
        _scratch.Write("train.csv.init", "0.5\n");
        Assert.Equal(1, _scratch.Run(s_train));
        Assert.Contains("initial scores", _scratch.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_can_be_the_weight_or_be_ignored_and_stays_a_feature_that_nothing_splits_by()
    {
        Assert.Equal(1, _scratch.Run([.. s_train, "weight_column=name:noise"]));
        Assert.Contains("The weight of row 0", _scratch.Errors, StringComparison.Ordinal);

        Assert.Equal(0, _scratch.Run([.. s_train, "weight_column=name:site"]));
        Assert.Contains("feature_infos=[0:25] none [0:16]\n", _scratch.Read("model.txt"), StringComparison.Ordinal);
        string byColumn = Trees("model.txt");
        _scratch.Write("train.csv.weight", string.Concat(_scratch.Lines("train.csv").Skip(1).Select(line => line.Split(',')[2] + "\n")));
        Assert.Equal(0, _scratch.Run([.. s_train, "ignore_column=name:site"]));
        Assert.Equal(byColumn, Trees("model.txt"));

        Assert.Equal(0, _scratch.Run([.. s_train, "ignore_column=1,2"]));
        string model = _scratch.Read("model.txt");
        Assert.Contains("feature_infos=[0:25] none none\n", model, StringComparison.Ordinal);
        Assert.Contains("max_feature_idx=2\n", model, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_scores_leaves_and_contributions_agree_with_each_other()
    {
        _scratch.Run(s_train);
        string[] predict = ["task=predict", "data=@test.csv", "header=true", "input_model=@model.txt", "output_result=@out.txt"];
        _scratch.Run([.. predict, "predict_raw_score=true"]);
        double[] raw = [.. _scratch.Lines("out.txt").Select(Number)];
        _scratch.Run([.. predict, "predict_contrib=true"]);
        double[][] contributions = [.. _scratch.Lines("out.txt").Select(line => line.Split('\t').Select(Number).ToArray())];
        Assert.All(contributions, row => Assert.Equal(4, row.Length));
        Assert.All(raw.Zip(contributions), pair => Assert.Equal(pair.First, pair.Second.Sum(), 1e-10));
        _scratch.Run([.. predict, "predict_leaf_index=true", "num_iteration_predict=3"]);
        Assert.All(_scratch.Lines("out.txt"), line => Assert.Equal(3, line.Split('\t').Count(word => int.Parse(word, CultureInfo.InvariantCulture) is >= 0 and < 7)));
    }

    [Fact]
    public void A_training_goes_on_from_a_model()
    {
        _scratch.Run([.. s_train, "snapshot_freq=4"]);
        string whole = Trees("model.txt");
        string half = Trees("model.txt.snapshot_iter_4");
        Assert.StartsWith(half, whole, StringComparison.Ordinal);
        Assert.Equal(0, _scratch.Run([.. s_train.Where(argument => !argument.StartsWith("num_trees", StringComparison.Ordinal)), "num_trees=4", "input_model=@model.txt.snapshot_iter_4"]));
        Assert.StartsWith(half, Trees("model.txt"), StringComparison.Ordinal);
        Assert.Equal(8, _scratch.Read("model.txt").Split("Tree=").Length - 1);
    }

    [Fact]
    public void A_model_is_fitted_again_to_other_rows()
    {
        _scratch.Run(s_train);
        string before = _scratch.Read("model.txt");
        Assert.Equal(0, _scratch.Run("task=refit", "data=@test.csv", "header=true", "label_column=name:label", "objective=binary", "input_model=@model.txt", "output_model=@refitted.txt", "refit_decay_rate=0.5"));
        string after = _scratch.Read("refitted.txt");
        Assert.Equal(Field(before, "split_feature"), Field(after, "split_feature"));
        Assert.NotEqual(Field(before, "leaf_value"), Field(after, "leaf_value"));
    }

    [Fact]
    public void Training_stops_early_on_several_metrics()
    {
        Assert.Equal(0, _scratch.Run([.. s_train.Where(argument => !argument.StartsWith("num_trees", StringComparison.Ordinal)), "num_trees=500", "valid=@test.csv", "metric=auc,binary_logloss", "early_stopping=3", "learning_rate=0.5"]));
        Assert.Contains("Early stopping at iteration", _scratch.Output, StringComparison.Ordinal);
        Assert.InRange(_scratch.Read("model.txt").Split("Tree=").Length - 1, 1, 100);
    }

    private static string[] Field(string model, string name) => [.. model.Split('\n').Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private string Trees(string name)
    {
        string text = _scratch.Read(name);
        return text[text.IndexOf("Tree=0", StringComparison.Ordinal)..text.IndexOf("end of trees", StringComparison.Ordinal)];
    }
}
