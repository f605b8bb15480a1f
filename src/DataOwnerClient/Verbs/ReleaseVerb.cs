using System.CommandLine;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Releasing;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom release</c>: what is published beside a program, so that strangers can compare and look into it.</summary>
internal static class ReleaseVerb
{
    private const string DefaultExecutable = "EnclaveCleanRoom.EnclaveHost";

    internal static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "the publish folder" };
        Option<string> locked = new("--lock") { Description = "the program's packages.lock.json, such as src/EnclaveHost/packages.lock.json", Required = true };
        Option<string> executable = new("--executable") { Description = "its executable in that folder", DefaultValueFactory = _ => DefaultExecutable };
        Option<string> output = new("--out") { Description = "the folder to write to", Required = true };
        Command command = new("release", "write a published program's digests and its bill of materials (CycloneDX), the same bytes on every machine") { folder, locked, executable, output };
        command.SetAction(parsed =>
        {
            (string publish, string name, string target) = (parsed.GetValue(folder)!, parsed.GetValue(executable)!, parsed.GetValue(output)!);
            if (!Directory.Exists(publish))
            {
                throw ClientException.Usage($"There is no folder {publish}. Publish the program first: dotnet publish -c Release.");
            }

            byte[] sums = PublishedFiles.Write(publish);
            byte[] bill = BillOfMaterials.Read(Files.Read(Path.Combine(publish, name + ".deps.json")), Files.Read(parsed.GetValue(locked)!), name).Write();
            Files.Write(Path.Combine(target, PublishedFiles.FileName), sums);
            Files.Write(Path.Combine(target, BillOfMaterials.FileName), bill);
            StepList.Line($"{Digest256.Of(sums)}  {PublishedFiles.FileName}");
            StepList.Line($"{Digest256.Of(bill)}  {BillOfMaterials.FileName}");
            return ExitCode.Success;
        });
        return command;
    }
}
