using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class MeasureVerbTests : IDisposable
{
    private readonly Shell _shell = new();

    public MeasureVerbTests()
    {
        Directory.CreateDirectory(_shell.At("publish"));
        _shell.WriteFile("publish/Room", "program");
        _shell.WriteFile("publish/Room.runtimeconfig.json", """{"runtimeOptions":{"includedFrameworks":[]}}""");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_host_data_is_the_hash_of_the_policy_document()
    {
        string printed = _shell.Do("measure publish --executable Room --out policy.txt").TrimEnd();

        Assert.Equal(Digest256.Of(File.ReadAllBytes(_shell.At("policy.txt"))).ToString(), printed);
        Assert.Contains("Room", _shell.Do("measure publish --executable Room --explain"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_changed_byte_or_one_measured_variable_changes_it()
    {
        string before = _shell.Do("measure publish --executable Room");
        string withVariable = _shell.Do("measure publish --executable Room --env DOTNET_gcServer=1");
        _shell.WriteFile("publish/Room", "Program");

        Assert.NotEqual(before, withVariable);
        Assert.NotEqual(before, _shell.Do("measure publish --executable Room"));
    }

    [Theory]
    [InlineData("measure nowhere", "dotnet publish")]
    [InlineData("measure publish --executable Room --env NOVALUE", "NAME=VALUE")]
    public void A_wrong_command_line_says_what_to_do(string commandLine, string advice)
    {
        Shell.Outcome outcome = _shell.Run(commandLine);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(advice, outcome.Error, StringComparison.Ordinal);
    }
}
