namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>The program as a process of its own, on a machine that can do less.</summary>
public sealed class PlainMachineTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX2")]
    public void A_machine_without_vector_instructions_trains_the_same_bytes(string instructions)
    {
        _scratch.Write("train.csv", SampleFiles.Rows(900, ',', header: true));
        _scratch.Write("test.csv", SampleFiles.Rows(300, ',', header: true, shift: 900));
        string[] train =
        [
            "objective=binary", "num_trees=60", "learning_rate=0.3", "data=@train.csv", "valid=@test.csv", "header=true", "label_column=name:label",
            "categorical_feature=name:site", "early_stopping=3", "metric=binary_logloss", "bagging_fraction=0.7", "bagging_freq=1", "num_threads=2",
        ];
        Assert.Equal(0, _scratch.Run([.. train, "output_model=@here.txt"]));
        string[] arguments = [.. train.Append("output_model=@there.txt").Select(argument => argument.Replace("@", _scratch.Folder + "/", StringComparison.Ordinal))];
        BuiltProgram.Run("BoostingCommand", "boosting.dll", _scratch.Folder, arguments, (instructions, "0"));
        Assert.Equal(_scratch.Read("here.txt"), _scratch.Read("there.txt"));
    }
}
