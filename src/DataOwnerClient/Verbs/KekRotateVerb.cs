using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom kek rotate</c>: another version of the key, the data keys of sealed files wrapped under it, the old version disabled.</summary>
internal static class KekRotateVerb
{
    internal static Command Create()
    {
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string[]> manifests = new("--manifest") { Description = "manifests of every file of the dataset that is still to be opened", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<bool> keep = new("--keep-old") { Description = "leave the old version enabled; disable it later with `cleanroom kek disable`" };
        Option<string?> identity = VaultCredential.CreateOption();
        Command command = new("rotate", "make a new version of a dataset's key, wrap the data keys of sealed files under it, and disable the old version; the files stay as they are")
        {
            agreement, keys, manifests, keep, identity,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            (string Path, SealedDataset Data)[] files = [.. parsed.GetValue(manifests)!.Select(path => (path, SealedFiles.Open(path, Files.Read(path), signed)))];
            DatasetTerms terms = signed.Agreement.FindDataset(files[0].Data.Manifest.Dataset)!;
            if (files.Any(file => file.Data.Manifest.Dataset != terms.Id) || terms.Owner != owner.Id)
            {
                throw ClientException.Usage("One dataset of yours is rotated at a time: its files share one key.");
            }

            return await KekVerb.AsOwnerAsync(terms, parsed.GetValue(identity), async credential =>
            {
                KeyRotating rotating = new(signed, owner, credential);
                HashSet<string> old = [];
                foreach ((string path, SealedDataset data) in files)
                {
                    KeyRotating.Rotated rotated = await rotating.RotateAsync(data, SealedFiles.OpenRotation(path, signed), cancellationToken);
                    SealedFiles.WriteRotation(path, rotated.Rotation);
                    old.Add(rotated.OldVersion);
                    StepList.Line($"{data.Manifest.Dataset} version {data.Manifest.Version}: wrapped under {rotated.NewVersion}, list in {SealedFiles.RotationPath(path)}");
                }

                // Only now: until each list is on the disk, the old version is the only way to the data.
                foreach (string version in parsed.GetValue(keep) ? [] : old)
                {
                    await rotating.DisableAsync(terms, version, cancellationToken);
                    StepList.Line($"disabled version {version}");
                }

                StepList.Line("send the list to each room that has the file: cleanroom upload URL … --manifest FILE sends it along. Until then its jobs are denied.");
                return ExitCode.Success;
            });
        });
        return command;
    }
}
