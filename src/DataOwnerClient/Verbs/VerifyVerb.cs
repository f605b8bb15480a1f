using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom verify</c>: from the vendor's root down to the number, offline.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        Argument<string> result = new("result") { Description = "the result: a COSE_Sign1 file" };
        Option<string?> agreement = new("--agreement") { Description = "the signed agreement; by default agreement.cose beside the result" };
        Option<string?> hash = new("--agreement-hash") { Description = "the hash of the agreement that is yours" };
        Option<string?> keys = new("--keys") { Description = "a folder of party keys, or of such folders, that you hold; by default keys beside the result" };
        Command command = new("verify", "verify a result offline, from the hardware vendor's root down to the number");
        command.Arguments.Add(result);
        foreach (Option option in new Option[] { agreement, hash, keys })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Verify(parsed.GetValue(result)!, parsed.GetValue(agreement), parsed.GetValue(hash), parsed.GetValue(keys)));
        return command;
    }

    private static int Verify(string resultPath, string? agreementPath, string? hash, string? keys)
    {
        byte[] encoded = Files.Read(resultPath);
        string beside = Path.GetDirectoryName(Path.GetFullPath(resultPath))!;
        string agreementFile = agreementPath ?? Path.Combine(beside, "agreement.cose");
        if (!SignedAgreement.TryOpen(Files.Read(agreementFile), out SignedAgreement? agreement, out DocumentRefusal? refusal))
        {
            Console.Error.WriteLine($"{agreementFile} is no agreement that all its parties signed: {refusal}");
            return ExitCode.Refused;
        }

        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, Anchor(beside, hash, keys));
        StepList.Line($"agreement {agreement.Hash} ({agreementFile})");
        foreach (VerificationCheck check in verification.Checks)
        {
            StepList.Line($"  {(check.Holds ? "ok" : "NO")}  {check.Claim}: wanted {check.Wanted}; found {check.Found}");
        }

        StepList.Line(verification.Verdict switch
        {
            VerificationVerdict.Verified => "verified",
            VerificationVerdict.Unanchored => "unanchored: consistent in itself, but nothing ties this agreement to you. Give --agreement-hash, or --keys of a party.",
            _ => "REFUSED: do not use these numbers",
        });
        foreach (string line in verification.Result is null ? [] : AnswerText.Write(verification.Result))
        {
            StepList.Line(line);
        }

        return verification.Verdict switch
        {
            VerificationVerdict.Verified => ExitCode.Success,
            VerificationVerdict.Unanchored => ExitCode.Unanchored,
            _ => ExitCode.Refused,
        };
    }

    private static AgreementAnchor Anchor(string beside, string? hash, string? keys)
    {
        if (hash is not null)
        {
            return Digest256.TryParse(hash, out Digest256 known)
                ? AgreementAnchor.KnownHash(known)
                : throw new ClientException("--agreement-hash is 64 lower-case hexadecimal digits.");
        }

        string folder = keys ?? Path.Combine(beside, "keys");
        List<Digest256> held = [];
        foreach (string candidate in Directory.Exists(folder) ? [folder, .. Directory.EnumerateDirectories(folder)] : Array.Empty<string>())
        {
            if (File.Exists(Path.Combine(candidate, "party.json")))
            {
                using PartyKeyFolder party = PartyKeyFolder.Open(candidate);
                held.Add(party.SigningKey.Thumbprint);
            }
        }

        string source = keys is null ? $"a party's private key in {folder} (found beside the result)" : $"a party's private key in {folder}";
        return held.Count == 0 ? AgreementAnchor.None : AgreementAnchor.HeldKeys(held, source);
    }
}
