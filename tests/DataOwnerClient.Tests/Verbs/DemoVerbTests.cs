namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>What the demo refuses before it starts anything. What it does is tested end to end.</summary>
public sealed class DemoVerbTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("demo --rows 199", "--rows is 200 to 20000000.")]
    [InlineData("demo --rows -1", "--rows is 200 to 20000000.")]
    [InlineData("demo --rows 20000001", "--rows is 200 to 20000000.")]
    [InlineData("demo --rounds 0", "--rounds is 1 to 40.")]
    [InlineData("demo --rounds 41", "--rounds is 1 to 40.")]
    [InlineData("demo --answer-after -1", "--answer-after is 0 to 3600.")]
    [InlineData("demo --answer-after 3601", "--answer-after is 0 to 3600.")]
    [InlineData("demo --publisher a.csv", "Give both --publisher and --advertiser, or neither.")]
    public void A_wrong_option_is_named_and_nothing_is_written(string commandLine, string message)
    {
        Shell.Outcome outcome = _shell.Run(commandLine);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Equal(message, outcome.Error.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shell.Folder));
    }
}
