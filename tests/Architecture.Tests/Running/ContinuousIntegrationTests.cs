namespace EnclaveCleanRoom.Architecture.Tests.Running;

/// <summary><c>.ci/run</c> run with a stand-in for <c>dotnet</c>: it keeps exit codes, counts, and does not take silence for success.</summary>
public sealed class ContinuousIntegrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cleanroom-ci-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Passing_tests_pass_and_are_counted()
    {
        Finished run = RunWith(Summary(total: 12, failed: 0, succeeded: 9, skipped: 3), testCode: 0);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("9 passed, 0 failed, 3 skipped", run.LastLine);
    }

    [Fact]
    public void The_exit_code_of_failing_tests_is_kept()
    {
        Finished run = RunWith(Summary(total: 12, failed: 2, succeeded: 10, skipped: 0), testCode: 2);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("10 passed, 2 failed, 0 skipped", run.LastLine);
    }

    [Fact]
    public void Nothing_run_is_a_failure_even_when_the_tool_says_success()
    {
        Finished run = RunWith("", testCode: 0);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no test ran", run.Output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 0 failed, 0 skipped", run.LastLine);
    }

    [Fact]
    public void Only_skipped_tests_are_a_failure() => Assert.NotEqual(0, RunWith(Summary(total: 4, failed: 0, succeeded: 0, skipped: 4), testCode: 0).ExitCode);

    [Fact]
    public void A_summary_with_failures_is_a_failure_even_when_the_tool_says_success() =>
        Assert.NotEqual(0, RunWith(Summary(total: 4, failed: 1, succeeded: 3, skipped: 0), testCode: 0).ExitCode);

    [Fact]
    public void Tests_skipped_for_want_of_shared_data_are_counted_apart()
    {
        string log = $"skipped A_test (0ms)\n  {SharedData.SkipReason}\nskipped Another_test (0ms)\n  for some other reason\n" + Summary(total: 5, failed: 0, succeeded: 3, skipped: 2);
        Assert.Contains("1 skipped for want of shared data", RunWith(log, testCode: 0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unformatted_code_fails_before_any_test_runs()
    {
        Finished run = RunWith(Summary(total: 1, failed: 0, succeeded: 1, skipped: 0), testCode: 0, formatCode: 3);
        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("Test run summary", run.Output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 0 failed, 0 skipped", run.LastLine);
    }

    private static string Summary(int total, int failed, int succeeded, int skipped) =>
        $"Test run summary: Passed!\n  total: {total}\n  failed: {failed}\n  succeeded: {succeeded}\n  skipped: {skipped}\n  duration: 1s 200ms\n";

    private Finished RunWith(string testOutput, int testCode, int formatCode = 0)
    {
        string standIn = Path.Combine(_folder.FullName, "dotnet");
        File.WriteAllText(Path.Combine(_folder.FullName, "output"), testOutput);
        File.WriteAllText(standIn, $"""
            #!/bin/sh
            case "$1" in
              test) cat "$(dirname "$0")/output"; exit {testCode} ;;
              format) exit {formatCode} ;;
              *) exit 0 ;;
            esac

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(standIn, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        string path = _folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        return Command.Run("bash", [Repository.PathTo(".ci", "run")], new Dictionary<string, string> { ["PATH"] = path });
    }
}
