using System.CommandLine;
using System.Text;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Releasing;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom release</c>: what is published beside a program, so that strangers can compare and look into it.</summary>
internal static class ReleaseVerb
{
    private const string DefaultExecutable = "EnclaveCleanRoom.EnclaveHost";
    private const string Rules = "measurement.json";

    internal static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "the publish folder" };
        Option<string> locked = new("--lock") { Description = "the program's packages.lock.json, such as src/EnclaveHost/packages.lock.json", Required = true };
        Option<string> executable = new("--executable") { Description = "its executable in that folder", DefaultValueFactory = _ => DefaultExecutable };
        Option<string?> settings = new("--settings") { Description = "the container's settings, such as infra/policy.json: with --layers, the policy and its host data are written too" };
        Option<string?> layers = new("--layers") { Description = "the image's layers by their dm-verity hashes" };
        Option<string> output = new("--out") { Description = "the folder to write to", Required = true };
        Command command = new("release", "write a published program's digests, its bill of materials (CycloneDX) and, for an image, its policy and host data: the same bytes on every machine")
        {
            folder, locked, executable, settings, layers, output,
        };
        command.SetAction(parsed =>
        {
            (string publish, string name, string target) = (parsed.GetValue(folder)!, parsed.GetValue(executable)!, parsed.GetValue(output)!);
            if (!Directory.Exists(publish))
            {
                throw ClientException.Usage($"There is no folder {publish}. Publish the program first: dotnet publish -c Release.");
            }

            List<(string Name, byte[] Content)> written =
            [
                (PublishedFiles.FileName, PublishedFiles.Write(publish)),
                (BillOfMaterials.FileName, BillOfMaterials.Read(Files.Read(Path.Combine(publish, name + ".deps.json")), Files.Read(parsed.GetValue(locked)!), name).Write()),
            ];
            switch (parsed.GetValue(settings), parsed.GetValue(layers))
            {
                case ({ } settingsFile, { } layersFile):
                    byte[] policy = PolicyVerb.Write(settingsFile, layersFile, Path.Combine(publish, Rules));

                    // As sha256sum writes it and checks it: the host data is nothing else.
                    written.AddRange([("layers.json", Files.Read(layersFile)), ("policy.rego", policy), ("HOSTDATA", Encoding.ASCII.GetBytes($"{Digest256.Of(policy)}  policy.rego\n"))]);
                    break;
                case (null, null):
                    StepList.Line("no --settings and --layers: a release of the program, without the host data of an image");
                    break;
                default:
                    throw ClientException.Usage("Give --settings and --layers together: the policy follows from both.");
            }

            foreach ((string file, byte[] content) in written)
            {
                Files.Write(Path.Combine(target, file), content);
                StepList.Line($"{Digest256.Of(content)}  {file}");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
