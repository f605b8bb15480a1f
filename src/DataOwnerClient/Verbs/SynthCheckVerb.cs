using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Synthesis;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom synth check</c>: whether a table is the one that a room signed, offline.</summary>
internal static class SynthCheckVerb
{
    internal static Command Create()
    {
        Argument<string> table = new("table") { Description = "a table that ends in .csv or .parquet" };
        Option<string?> manifest = new("--manifest") { Description = "its manifest, a signed result; by default TABLE.manifest.cose" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string?> hash = new("--agreement-hash") { Description = "the hash of the agreement that is yours" };
        Option<string?> keys = new("--keys") { Description = "a folder of party keys, or of such folders, that you hold" };
        Command command = new("check", "verify a manifest, and that the table holds its rows and nothing else") { table, manifest, agreement, hash, keys };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(table)!;
            TableFile file = TableFile.Of(path);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            ResultVerification verification = SynthWriteVerb.Verify(
                Files.Read(parsed.GetValue(manifest) ?? TableFile.ManifestOf(path)), signed, parsed.GetValue(hash), parsed.GetValue(keys));
            if (verification.Result is not { Answer: SyntheticAnswer answer })
            {
                return VerificationText.ExitCodeOf(verification);
            }

            TableDifference? difference = null;
            await new StepList().RunAsync($"compare {Path.GetFileName(path)}", progress =>
            {
                difference = file.Compare(path, SyntheticTable.Of(answer), share => progress.Report((share, "rows")), cancellationToken);
                return Task.FromResult(difference is null ? "the rows that were signed" : "not the rows that were signed");
            });
            if (difference is null)
            {
                return VerificationText.ExitCodeOf(verification);
            }

            StepList.Line($"REFUSED: {path} is not the table of this manifest ({difference.Fault}): {difference.Detail}");
            return ExitCode.Refused;
        });
        return command;
    }
}
