namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class KeysVerbTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Keys_are_made_private_and_shown_in_public()
    {
        string made = _shell.Do("keys init --party hospital --name St.␣Anne --out keys");
        string shown = _shell.Do("keys show --keys keys");
        string json = _shell.Do("keys show --keys keys --json");

        Assert.Contains("made the keys of hospital", made, StringComparison.Ordinal);
        Assert.Contains("name           St. Anne\n", shown, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_shell.At("keys/party.public.json")), json);
        Assert.DoesNotContain("\"d\"", json, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shell.At("keys/signing-key.pem")));
    }

    [Theory]
    [InlineData("party.json")]
    [InlineData("signing-key.pem")]
    [InlineData("encryption-key.pem")]
    public void Whatever_is_there_of_keys_is_never_overwritten(string file)
    {
        Directory.CreateDirectory(_shell.At("keys"));
        _shell.WriteFile($"keys/{file}", "mine");

        Shell.Outcome outcome = _shell.Run("keys init --party hospital --name Anne --out keys");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("never overwritten", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_shell.At($"keys/{file}")));
        Assert.Single(Directory.GetFiles(_shell.At("keys")));
    }

    [Theory]
    [InlineData("keys init --party Hospital --name Anne --out keys")]
    [InlineData("keys init --party hospital --out keys")]
    [InlineData("keys nonsense")]
    public void A_wrong_command_line_is_a_matter_of_usage(string commandLine)
    {
        Assert.Equal(ExitCode.Usage, _shell.Run(commandLine).Code);
        Assert.False(Directory.Exists(_shell.At("keys")));
    }

    [Fact]
    public void A_folder_without_keys_says_how_to_make_them()
    {
        Shell.Outcome outcome = _shell.Run("keys show --keys nowhere");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("cleanroom keys init", outcome.Error, StringComparison.Ordinal);
    }
}
