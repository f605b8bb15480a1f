using System.Globalization;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>The group of each row: a file beside the data, or a column of it.</summary>
public sealed class GroupTests : IDisposable
{
    private const int TrainRows = 600;
    private const int TestRows = 300;

    private static readonly string[] s_train =
    [
        "objective=binary", "num_trees=6", "num_leaves=7", "header=true", "label_column=name:label", "metric=gauc,calibration,normalised_entropy", "output_model=@model.txt",
    ];

    private readonly Scratch _scratch = new();
    private string _trainingOutput = "";

    public GroupTests()
    {
        _scratch.Write("train.csv", SampleFiles.Rows(TrainRows, ',', header: true));
        _scratch.Write("test.csv", SampleFiles.Rows(TestRows, ',', header: true, shift: TrainRows));
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_file_beside_the_data_says_how_many_rows_each_group_has()
    {
        _scratch.Write("test.csv.query", "100\n\n50\n150\n");
        Assert.Equal(0, _scratch.Run([.. s_train, "data=@train.csv", "valid=@test.csv"]));
        Assert.Contains("Loading query boundaries", _scratch.Output, StringComparison.Ordinal);
        (double[] predicted, double[] labels) = Predicted("test.csv");
        int[] groups = [.. Enumerable.Range(0, TestRows).Select(row => row < 100 ? 0 : row < 150 ? 1 : 2)];
        Assert.Equal(BinaryMetrics.GroupAuc(predicted, labels, groups), Reported("group_auc"), 1e-5);
        Assert.NotEqual(BinaryMetrics.Auc(predicted, labels), Reported("group_auc"), 1e-5);
        Assert.Equal(BinaryMetrics.Calibration(predicted, labels), Reported("calibration"), 1e-5);
        Assert.Equal(BinaryMetrics.NormalisedEntropy(predicted, labels), Reported("normalised_entropy"), 1e-5);
    }

    [Theory]
    [InlineData("group_column=name:user")]
    [InlineData("query=3")]
    public void A_column_can_be_the_group_and_nothing_splits_by_it(string column)
    {
        _scratch.Write("train.csv", WithUsers("train.csv"));
        _scratch.Write("test.csv", WithUsers("test.csv"));
        Assert.Equal(0, _scratch.Run([.. s_train, "data=@train.csv", "valid=@test.csv", column]));
        (double[] predicted, double[] labels) = Predicted("test.csv");
        int[] groups = [.. _scratch.Lines("test.csv").Skip(1).Select(line => int.Parse(line.Split(',')[4], CultureInfo.InvariantCulture))];
        Assert.Equal(BinaryMetrics.GroupAuc(predicted, labels, groups), Reported("group_auc"), 1e-5);
        Assert.Contains("feature_infos=[0:25] [0:4] [0:16] none\n", _scratch.Read("model.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_goes_before_the_column()
    {
        _scratch.Write("train.csv", WithUsers("train.csv"));
        _scratch.Write("test.csv", WithUsers("test.csv"));
        _scratch.Write("test.csv.query", "300\n");
        Assert.Equal(0, _scratch.Run([.. s_train, "data=@train.csv", "valid=@test.csv", "group_column=name:user"]));
        (double[] predicted, double[] labels) = Predicted("test.csv");
        Assert.Equal(BinaryMetrics.Auc(predicted, labels), Reported("group_auc"), 1e-5);
    }

    [Theory]
    [InlineData(null, "The metric needs the group of each row")]
    [InlineData("100\n100\n", "have 200 rows together; the data has 300")]
    [InlineData("100\n100\n101\n", "have 301 rows together; the data has 300")]
    [InlineData("100.5\n199.5\n", "is not a number of rows")]
    [InlineData("-1\n301\n", "is not a number of rows")]
    [InlineData("all\n", "is not a number")]
    [InlineData("1e12\n", "is not a number of rows")]
    public void Groups_that_are_missing_or_do_not_add_up_are_refused(string? query, string reason)
    {
        if (query is not null)
        {
            _scratch.Write("test.csv.query", query);
        }

        Assert.Equal(1, _scratch.Run([.. s_train, "data=@train.csv", "valid=@test.csv"]));
        Assert.Contains(reason, _scratch.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.PathOf("model.txt")));
    }

    [Theory]
    [InlineData("group_column=name:noise", "whole numbers from 0")]
    [InlineData("group_column=name:user", "Could not find group_column user")]
    [InlineData("group_column=9", "no feature 9")]
    public void A_column_that_cannot_number_groups_is_refused(string column, string reason)
    {
        Assert.Equal(1, _scratch.Run([.. s_train, "data=@train.csv", "valid=@test.csv", column]));
        Assert.Contains(reason, _scratch.Errors, StringComparison.Ordinal);
    }

    /// <summary>The file's rows with a last column: eleven users, whose rows do not stand together.</summary>
    private string WithUsers(string name) =>
        string.Concat(_scratch.Lines(name).Select((line, i) => i == 0 ? line + ",user\n" : string.Create(CultureInfo.InvariantCulture, $"{line},{i * 5 % 11}\n")));

    /// <summary>What the last iteration's line says of a metric.</summary>
    private double Reported(string metric)
    {
        string line = Assert.Single(_trainingOutput.Split('\n'), line => line.Contains($"Iteration:6, valid_1 {metric} : ", StringComparison.Ordinal));
        return double.Parse(line.Split(" : ")[1], CultureInfo.InvariantCulture);
    }

    private (double[] Predicted, double[] Labels) Predicted(string data)
    {
        _trainingOutput = _scratch.Output;
        Assert.Equal(0, _scratch.Run("task=predict", $"data=@{data}", "header=true", "input_model=@model.txt", "output_result=@out.txt"));
        double[] labels = [.. _scratch.Lines(data).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        return ([.. _scratch.Lines("out.txt").Select(line => double.Parse(line, CultureInfo.InvariantCulture))], labels);
    }
}
