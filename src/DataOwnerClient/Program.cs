using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

RootCommand root = new("cleanroom: what a data owner needs to take part in a confidential clean room");
root.Subcommands.Add(DemoVerb.Create());
root.Subcommands.Add(VerifyVerb.Create());
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
