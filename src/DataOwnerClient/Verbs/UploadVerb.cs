using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom upload</c>: sends ciphertext; what arrived before an interruption is not sent again.</summary>
internal static class UploadVerb
{
    private const string SignatureVariable = "CLEANROOM_STORAGE_SAS";

    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string[]> manifests = new("--manifest") { Description = "manifests; each encrypted file lies beside its own", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string?> place = new("--to") { Description = "the store that the room's operator reads instead of the room itself: a folder, or https://ACCOUNT.blob.core.windows.net/CONTAINER" };
        Option<string?> identity = VaultCredential.CreateOption();
        Command command = new("upload", "appraise an instance, then send it encrypted files and their manifests; interrupted, run it again") { url, agreement, keys, manifests, place, identity };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder owner = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            (SealedDataset Data, byte[]? Rotation)[] datasets =
                [.. parsed.GetValue(manifests)!.Select(path => (SealedFiles.Open(path, Files.Read(path), signed), SealedFiles.ReadRotation(path)))];
            using IObjectStore? store = OpenStore(parsed.GetValue(place), parsed.GetValue(identity), signed);
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, owner);
            StepList steps = new();
            foreach ((SealedDataset data, byte[]? rotation) in datasets)
            {
                await steps.RunAsync($"upload {data.Manifest.Dataset} version {data.Manifest.Version}", async progress =>
                {
                    Progress<long> sent = new(bytes => progress.Report((bytes / (double)data.Manifest.FileLength, "")));
                    long before = store is null
                        ? await Uploading.UploadAsync(room, data, sent, cancellationToken)
                        : await Uploading.UploadAsync(room, data, store, sent, cancellationToken);
                    if (rotation is not null)
                    {
                        await Uploading.SendRotationAsync(room, rotation, cancellationToken);
                    }

                    string all = $"{SizeText.Write(data.Manifest.FileLength)} are there";
                    return before == 0 ? all : $"{all}, {SizeText.Write(before)} of them from before";
                });
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The store that a command line names.</summary>
    /// <exception cref="ClientException">It names none.</exception>
    internal static IObjectStore? OpenStore(string? place, string? identityEndpoint, SignedAgreement agreement)
    {
        if (string.IsNullOrEmpty(place))
        {
            return null;
        }

        ServiceTrust services = agreement.Agreement.Enclave.ToTrustAnchors().Services;
        StoreOptions options = new() { Roots = services.IsSystem ? [] : services.Roots };
        string? signature = Environment.GetEnvironmentVariable(SignatureVariable);
        return StoreLocation.TryOpen(place, signature, VaultCredential.Create(identityEndpoint), options, out IObjectStore? store, out StoreLocationFailure failure)
            ? store
            : throw ClientException.Usage($"--to names no store: {Describe(failure)}");
    }

    private static string Describe(StoreLocationFailure failure) => failure switch
    {
        StoreLocationFailure.NotHttps => "it is neither a path nor an https address.",
        StoreLocationFailure.NoContainer => "the address names no container.",
        StoreLocationFailure.NotAPlace => $"an address has no query here. A shared access signature goes into the variable {SignatureVariable}, where no list of processes shows it.",
        StoreLocationFailure.MalformedSignature => $"{SignatureVariable} holds no shared access signature (sv=…&sig=…).",
        StoreLocationFailure.TokenWouldLeak => $"the host is none of Azure Storage's, so no token is sent to it. Put a shared access signature into {SignatureVariable}.",
        _ => $"{failure}.",
    };
}
