using System.CommandLine;
using System.CommandLine.Parsing;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>The verbs in the order in which an owner needs them, and what the program ends with.</summary>
internal static class CommandLine
{
    internal static RootCommand Create()
    {
        RootCommand root = new("cleanroom: what a data owner needs to take part in a confidential clean room");
        Command[] verbs =
        [
            DemoVerb.Create(), SampleVerb.Create(), KeysVerb.Create(), InferVerb.Create(), AgreementVerb.Create(), AmendmentVerb.Create(), MeasureVerb.Create(), PolicyVerb.Create(), ReleaseVerb.Create(), KekVerb.Create(), EncryptVerb.Create(), DecryptVerb.Create(), ParquetVerb.Create(),
            AppraiseVerb.Create(), AttestVerb.Create(), GrantVerb.Create(), AgentVerb.Create(), CloseVerb.Create(), UploadVerb.Create(), AskVerb.Create(), ResultVerb.Create(), ScoreVerb.Create(), VerifyVerb.Create(), SynthVerb.Create(), ActivateVerb.Create(), UnsealVerb.Create(), LedgerVerb.Create(), DoctorVerb.Create(), SimulateVerb.Create(),
            PrivacyVerb.Create(),
        ];
        foreach (Command verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Create().Parse(args);
        using Interruption interruption = new();
        try
        {
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            int code = await parsed.InvokeAsync(configuration, interruption.Token);
            return parsed.Errors.Count > 0 ? UsageCode(parsed) : code;
        }
        catch (Exception) when (interruption.Code is not null)
        {
            // Ctrl-C reaches everything that the terminal runs: what a verb started may end before the verb itself has noticed.
            Console.Error.WriteLine("interrupted; what was started has been stopped");
            return interruption.Code.Value;
        }
        catch (ClientException exception)
        {
            Console.Error.WriteLine(StepList.PlainLines(exception.Message));
            return exception.ExitCode == ExitCode.Usage ? UsageCode(parsed) : exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("cancelled");
            return ExitCode.Refused;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{StepList.Plain(exception.Message)} Check that the path exists and that you may read and write it.");
            return UsageCode(parsed);
        }
        catch (HttpRequestException exception)
        {
            Console.Error.WriteLine($"The connection failed: {StepList.Plain(exception.Message)} Try again; what had arrived is kept.");
            return ExitCode.Refused;
        }
    }

    // Where 2 is a verdict, a mistake must not end with it.
    private static int UsageCode(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == AttestVerb.Name || parsed.CommandResult.Parent is CommandResult { Command.Name: AttestVerb.Name }
            ? AttestExitCode.ForgedOrUnreadable
            : ExitCode.Usage;
}
