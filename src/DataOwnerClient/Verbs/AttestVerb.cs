using System.CommandLine;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom attest</c>: evidence judged from the outside, of an instance that runs or (<c>attest verify</c>) in files.</summary>
internal static class AttestVerb
{
    internal const string Name = "attest";

    internal static Command Create()
    {
        Argument<string?> url = new("url") { Description = "the instance's address, such as https://room.example:8443", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> agreement = new("--agreement") { Description = "the agreement that all parties signed: its roots, floors and host data judge, and its attestation service is asked too" };
        Option<bool> withoutToken = new("--without-token") { Description = "do not ask the agreement's attestation service; the report says so" };
        AttestOptions options = new();
        Command command = new("attest", "judge evidence: ask an instance for fresh evidence, or `attest verify` for evidence in files; ends with 0 acceptable, 2 genuine-not-acceptable, 1 forged or unreadable")
        {
            url, agreement, withoutToken, options.Policy, options.MinimumTcb, options.MinimumUvmSvn, options.TrustRoot, options.Json, AttestVerifyVerb.Create(),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(url) is not { } text)
            {
                throw new ClientException("Say which instance, `cleanroom attest https://room.example:8443`, or hand in files with `cleanroom attest verify`.");
            }

            Uri address = DatasetChoice.ParseUrl(text);
            HandedEvidenceAppraisal appraisal = parsed.GetValue(agreement) is { } path
                ? await RoomAttestation.AttestAsync(address, Files.OpenAgreement(path), !parsed.GetValue(withoutToken), cancellationToken)
                : await RoomAttestation.AttestAsync(address, options.Values(parsed), ReadPolicy(parsed.GetValue(options.Policy)), cancellationToken);
            return AttestOutput.Write(appraisal, DateTimeOffset.UtcNow, parsed.GetValue(options.Json));
        });
        return command;
    }

    private static HandedPart ReadPolicy(string? path) => path is null ? HandedPart.Absent : HandedPart.Of(Files.Read(path));
}
