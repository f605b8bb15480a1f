using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom upload</c>: sends ciphertext; what arrived before an interruption is not sent again.</summary>
internal static class UploadVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string[]> manifests = new("--manifest") { Description = "manifests; each encrypted file lies beside its own", AllowMultipleArgumentsPerToken = true, Required = true };
        Command command = new("upload", "appraise an instance, then send it encrypted files and their manifests; interrupted, run it again") { url, agreement, keys, manifests };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            SealedDataset[] datasets = [.. parsed.GetValue(manifests)!.Select(path => SealedFiles.Open(path, Files.Read(path), signed))];
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, owner);
            StepList steps = new();
            foreach (SealedDataset data in datasets)
            {
                await steps.RunAsync($"upload {data.Manifest.Dataset} version {data.Manifest.Version}", async progress =>
                {
                    Progress<long> sent = new(bytes => progress.Report((bytes / (double)data.Manifest.FileLength, "")));
                    long before = await Uploading.UploadAsync(room, data, sent, cancellationToken);
                    string all = $"{SizeText.Write(data.Manifest.FileLength)} are there";
                    return before == 0 ? all : $"{all}, {SizeText.Write(before)} of them from before";
                });
            }

            return ExitCode.Success;
        });
        return command;
    }
}
