using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

RootCommand root = new("cleanroom: what a data owner needs to take part in a confidential clean room");
root.Subcommands.Add(DemoVerb.Create());
root.Subcommands.Add(VerifyVerb.Create());
try
{
    // After Ctrl-C a verb may take this long to stop what it has started, before the process ends anyway.
    InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
    return await root.Parse(args).InvokeAsync(configuration);
}
catch (ClientException exception)
{
    Console.Error.WriteLine(exception.Message);
    return ExitCode.Refused;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("cancelled");
    return ExitCode.Refused;
}
