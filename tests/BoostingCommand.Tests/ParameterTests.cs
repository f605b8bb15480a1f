namespace EnclaveCleanRoom.BoostingCommand.Tests;

public sealed class ParameterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public ParameterTests() => _scratch.Write("train.csv", SampleFiles.Rows(100, ',', header: false));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_configuration_file_is_read_and_the_command_line_goes_before_it()
    {
        _scratch.Write("train.conf", $"""
            # as the examples of the native program have it
            task = train
            boosting_type = gbdt
            objective = binary
            metric = binary_logloss,auc
            data = "{_scratch.PathOf("train.csv")}"
            label_column = 1
            num_trees = 9      # another name on the command line
            is_training_metric = true
            use_two_round_loading = false
            is_save_binary_file = false
            num_machines = 1
            machine_list_file = mlist.txt
            """);
        Assert.Equal(0, _scratch.Run("config=@train.conf", "num_iterations=2", "output_model=@model.txt"));
        Assert.Contains("Iteration:2, training auc", _scratch.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Iteration:3", _scratch.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cannot open data file", "data=@none.csv")]
    [InlineData("No training or prediction data", "task=train")]
    [InlineData("did you mean 'num_leaves'", "data=@train.csv", "num_leafes=3")]
    [InlineData("did you mean 'output_model'", "data=@train.csv", "output_modell=x")]
    [InlineData("not of the form name=value", "train")]
    [InlineData("given twice", "data=@train.csv", "train_data=@train.csv")]
    [InlineData("'many' is not a value", "data=@train.csv", "num_leaves=many")]
    [InlineData("not understood or not supported", "task=convert_model", "data=@train.csv")]
    [InlineData("not understood or not supported", "data=@train.csv", "save_binary=true")]
    [InlineData("not supported", "data=@train.csv", "boosting=dart")]
    [InlineData("not supported", "data=@train.csv", "objective=lambdarank")]
    [InlineData("not supported", "data=@train.csv", "monotone_constraints_method=intermediate")]
    [InlineData("not supported", "data=@train.csv", "monotone_constraints_method=advanced")]
    [InlineData("Could not find label_column", "data=@train.csv", "label_column=name:label")]
    [InlineData("no label at 9", "data=@train.csv", "label_column=9")]
    [InlineData("no feature 9", "data=@train.csv", "categorical_feature=9")]
    [InlineData("needs a model", "task=predict", "data=@train.csv")]
    [InlineData("is not available", "task=predict", "data=@train.csv", "input_model=@none.txt")]
    [InlineData("NotAModel", "task=predict", "data=@train.csv", "input_model=@train.csv")]
    public void What_cannot_be_done_is_refused_in_one_line(string reason, params string[] arguments)
    {
        Assert.Equal(1, _scratch.Run(arguments));
        Assert.Contains(reason, _scratch.Errors, StringComparison.Ordinal);
        Assert.Single(_scratch.Errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("1,2\n0,x\n", "'x' in row 2")]
    [InlineData("1,2\n0,3\n0,3,4\n", "another number of fields")]
    [InlineData("1 0:2\n0 1-3\n", "label index:value")]
    [InlineData("", "at least one line")]
    [InlineData("1\n2\n", "Unknown format")]
    public void Data_that_cannot_be_read_is_refused_with_its_row(string text, string reason)
    {
        _scratch.Write("bad", text);
        Assert.Equal(1, _scratch.Run("data=@bad", "objective=regression"));
        Assert.Contains(reason, _scratch.Errors, StringComparison.Ordinal);
    }
}
