using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Demo;
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
        Option<string?> keys = new("--keys") { Description = "a folder of party keys, or of such folders, that you hold; by default cleanroom-demo/keys in the current folder" };
        Option<string?> job = new("--job") { Description = "the job that the result must answer, as `cleanroom ask` printed it; by default any" };
        Option<string?> asked = new("--asked") { Description = "the signed job that the result must answer, as `cleanroom ask` kept it beside the result: compared byte by byte" };
        Option<string?> model = ModelFiles.Option();
        Option<string?> report = ReportFile.Option();
        Command command = new("verify", "verify a result offline, from the hardware vendor's root down to the number");
        command.Arguments.Add(result);
        foreach (Option option in new Option[] { agreement, hash, keys, job, asked, model, report })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Verify(
            parsed.GetValue(result)!, parsed.GetValue(agreement), parsed.GetValue(hash), parsed.GetValue(keys), (parsed.GetValue(job), parsed.GetValue(asked)), parsed.GetValue(model), parsed.GetValue(report)));
        return command;
    }

    private static int Verify(string resultPath, string? agreementPath, string? hash, string? keys, (string? Name, string? Asked) job, string? model, string? report)
    {
        byte[] encoded = Files.Read(resultPath);
        string beside = Path.GetDirectoryName(Path.GetFullPath(resultPath))!;
        string agreementFile = agreementPath ?? Path.Combine(beside, "agreement.cose");
        SignedAgreement agreement = Files.OpenAgreement(agreementFile);
        ExpectedJob expected = Expect(job.Name, job.Asked, agreement);
        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, Anchor(hash, keys, Environment.CurrentDirectory), expected);
        StepList.Line($"agreement {agreement.Hash} ({agreementFile})");
        foreach (string line in VerificationText.Write(verification))
        {
            StepList.Line(line);
        }

        ModelFiles.Write(verification, model);
        ReportFile.Write(agreement, verification, report);
        return VerificationText.ExitCodeOf(verification);
    }

    private static ExpectedJob Expect(string? job, string? asked, SignedAgreement agreement) => (job, asked) switch
    {
        (null, null) => ExpectedJob.Any,
        ({ } name, null) => ExpectedJob.Named(AskVerb.ParseJob(name)),
        (null, { } file) => ExpectedJob.Exactly(JobSubmission.Open(Files.Read(file), agreement)),
        _ => throw ClientException.Usage("The job is named by --job or handed in by --asked, not both."),
    };

    /// <summary>What makes an agreement the reader's.</summary>
    /// <param name="hash">The hash given, or <see langword="null"/>.</param>
    /// <param name="keys">The folder of keys given, or <see langword="null"/> for the demo's.</param>
    /// <param name="workingDirectory">Where the reader is.</param>
    internal static AgreementAnchor Anchor(string? hash, string? keys, string workingDirectory)
    {
        if (hash is not null)
        {
            return Digest256.TryParse(hash, out Digest256 known)
                ? AgreementAnchor.KnownHash(known)
                : throw new ClientException("--agreement-hash is 64 lower-case hexadecimal digits.");
        }

        // Never beside the result: whoever made a forged folder would have put keys there too.
        string folder = keys ?? Path.Combine(workingDirectory, DemoOptions.DefaultOut, "keys");
        List<Digest256> held = [];
        foreach (string candidate in Directory.Exists(folder) ? [folder, .. Directory.EnumerateDirectories(folder)] : Array.Empty<string>())
        {
            if (File.Exists(Path.Combine(candidate, "party.json")))
            {
                using PartyKeyFolder party = PartyKeyFolder.Open(candidate);
                held.Add(party.SigningKey.Thumbprint);
            }
        }

        string source = keys is null ? $"a party's private key in {folder} (the demo's, since --keys was not given)" : $"a party's private key in {folder}";
        return held.Count == 0 ? AgreementAnchor.None : AgreementAnchor.HeldKeys(held, source);
    }
}
