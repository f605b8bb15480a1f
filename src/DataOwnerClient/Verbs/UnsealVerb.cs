using System.CommandLine;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DataOwnerClient.Activation;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom unseal</c>: a list that was encrypted to one's own key, back to CSV.</summary>
internal static class UnsealVerb
{
    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = $"a list that was encrypted to you: its name ends in {SealedCsv.Ending}" };
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> output = new("--out") { Description = "where the CSV file is written", Required = true };
        Command command = new("unseal", "open a list of people that was encrypted to your key") { file, keys, output };
        command.SetAction(parsed => Unseal(parsed.GetValue(file)!, parsed.GetValue(keys)!, parsed.GetValue(output)!));
        return command;
    }

    private static int Unseal(string path, string keys, string output)
    {
        using PartyKeyFolder receiver = PartyKeyFolder.Open(keys);
        if (!SealedCsv.TryOpen(Files.Read(path), receiver.DecryptionKey, out byte[]? csv, out CoseFailure failure))
        {
            throw new ClientException($"{path} does not open with the keys in {keys}: {failure}.");
        }

        AtomicFile.Write(output, stream =>
        {
            File.SetUnixFileMode(((FileStream)stream).SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            stream.Write(csv);
        });
        StepList.Line($"wrote {output}, which is not encrypted");
        return ExitCode.Success;
    }
}
