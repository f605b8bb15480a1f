using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Activation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Tables;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom activate</c>: the list of people that a verified result delivers, written for whoever is to use it.</summary>
internal static class ActivateVerb
{
    internal static Command Create()
    {
        Argument<string> result = new("result") { Description = "the result of a suppression list or a lookalike audience, as `cleanroom ask` wrote it" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> output = new("--out") { Description = "where to: a name that ends in .csv, in .csv.cose and then with --to, or in .parquet and then with --footer-key", Required = true };
        Option<string?> to = new("--to") { Description = $"the receiver's {PublicParty.FileName}, for a .csv.cose file" };
        Option<string?> footerKey = new("--footer-key") { Description = "the receiver's key for a .parquet file, in hexadecimal or as @FILE" };
        Option<string> footerKeyId = new("--footer-key-id") { Description = "what the file calls that key", DefaultValueFactory = _ => "footer" };
        Command command = new("activate", "verify a result and write its list of people by their hashed ids") { result, agreement, keys, output, to, footerKey, footerKeyId };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder recipient = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            using SecretKey? key = parsed.GetValue(footerKey) is { } given ? GivenKeys.Key(given, "--footer-key") : null;
            Party? receiver = parsed.GetValue(to) is { } file ? PublicParty.Read(Files.Read(file), file) : null;
            IActivationTarget target = TargetOf(parsed.GetValue(output)!, receiver, key, parsed.GetValue(footerKeyId)!);
            return await RunAsync(Files.Read(parsed.GetValue(result)!), signed, recipient, target, cancellationToken);
        });
        return command;
    }

    /// <summary>Verifies, and delivers only what verifies.</summary>
    /// <param name="encoded">The result.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="recipient">Whose agreement it is.</param>
    /// <param name="target">Where the list goes.</param>
    /// <param name="cancellationToken">Stops it; nothing is delivered then.</param>
    /// <exception cref="ClientException">The result names nobody, or the target refuses it.</exception>
    internal static async Task<int> RunAsync(byte[] encoded, SignedAgreement agreement, PartyKeyFolder recipient, IActivationTarget target, CancellationToken cancellationToken)
    {
        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, AgreementAnchor.HeldKeys([recipient.SigningKey.Thumbprint], recipient.Path), ExpectedJob.Any);
        foreach (string line in VerificationText.Summarise(verification))
        {
            StepList.Line(line);
        }

        if (verification is not { Verdict: VerificationVerdict.Verified, Result: { } result })
        {
            StepList.Line("nothing is written: a list that does not verify may be anybody's");
            return VerificationText.ExitCodeOf(verification);
        }

        ActivationList list = ActivationList.Of(result) ?? throw new ClientException("This answer is figures and names nobody: there is no list to activate.");
        await target.DeliverAsync(list, cancellationToken);
        StepList.Line($"wrote {list.People.Count} people by {ActivationList.Form} to {target.Description}");
        return ExitCode.Success;
    }

    /// <exception cref="ClientException">The name's ending and the keys do not go together.</exception>
    internal static IActivationTarget TargetOf(string path, Party? receiver, SecretKey? key, string keyId)
    {
        if (path.EndsWith(SealedCsv.Ending, StringComparison.Ordinal))
        {
            return receiver is not null && key is null
                ? new SealedCsvTarget(path, receiver)
                : throw ClientException.Usage($"A {SealedCsv.Ending} file is encrypted to its receiver: give the receiver's {PublicParty.FileName} as --to, and no --footer-key.");
        }

        return (Path.GetExtension(path), receiver, key) switch
        {
            (_, { }, _) => throw ClientException.Usage($"--to goes with a file that ends in {SealedCsv.Ending}."),
            (".csv", _, null) => new CsvFileTarget(path),
            (".parquet", _, { } receivers) => new ParquetFileTarget(path, receivers, keyId),
            (".parquet", _, null) => throw ClientException.Usage("A .parquet file is written encrypted: give its receiver's key as --footer-key."),
            (".csv", _, _) => throw ClientException.Usage($"A .csv file is not encrypted: leave --footer-key out, or write a .parquet or {SealedCsv.Ending} file."),
            _ => throw ClientException.Usage($"--out ends in .csv, {SealedCsv.Ending} or .parquet, which says what is written."),
        };
    }
}
