using System.CommandLine;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Measuring;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom measure</c>: what a workload that you built yourself will measure as.</summary>
internal static class MeasureVerb
{
    private const string DefaultExecutable = "EnclaveCleanRoom.EnclaveHost";

    internal static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "the workload's publish folder, best one that you built yourself" };
        Option<string> executable = new("--executable") { Description = "its executable in that folder", DefaultValueFactory = _ => DefaultExecutable };
        Option<string[]> env = new("--env") { Description = "NAME=VALUE: a variable that the operator will set", AllowMultipleArgumentsPerToken = true };
        Option<string?> dotnet = new("--dotnet") { Description = "the .NET installation it will run on; by default the one that runs this program" };
        Option<bool> explain = new("--explain") { Description = "print what is measured, one fact a line; look twice at lines with !" };
        Option<string?> output = new("--out") { Description = "write the policy document here, for the parties to compare" };
        Command command = new("measure", "predict the host data of a workload: the value that goes into the agreement") { folder, executable, env, dotnet, explain, output };
        command.SetAction(parsed =>
        {
            string publish = parsed.GetValue(folder)!;
            if (!Directory.Exists(publish))
            {
                throw ClientException.Usage($"There is no folder {publish}. Build the workload first: dotnet publish -c Release.");
            }

            MeasuredPolicy policy = WorkloadPolicy.Predict(
                publish, parsed.GetValue(executable)!, ParseEnvironment(parsed.GetValue(env) ?? []), parsed.GetValue(dotnet) ?? WorkloadPolicy.CurrentDotnetRoot());
            if (parsed.GetValue(output) is { } path)
            {
                Files.Write(path, policy.Document);
            }

            if (parsed.GetValue(explain))
            {
                Console.Out.Write(policy.Explain());
            }

            StepList.Line(policy.HostData.ToString());
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Variables as the operator sets them; diagnostics are off because the workload refuses to start otherwise.</summary>
    private static Dictionary<string, string> ParseEnvironment(string[] assignments)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["DOTNET_EnableDiagnostics"] = "0" };
        foreach (string assignment in assignments)
        {
            int at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw ClientException.Usage($"--env is NAME=VALUE, not '{assignment}'.");
            }

            environment[assignment[..at]] = assignment[(at + 1)..];
        }

        return environment;
    }
}
