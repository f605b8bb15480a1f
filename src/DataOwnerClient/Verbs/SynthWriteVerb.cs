using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Synthesis;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom synth write</c>: writes the rows of a result that is there already, such as a partner's that `cleanroom result` fetched.</summary>
internal static class SynthWriteVerb
{
    internal static Command Create()
    {
        Argument<string> result = new("result") { Description = "the result of a synthetic question" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string?> hash = new("--agreement-hash") { Description = "the hash of the agreement that is yours" };
        Option<string?> keys = new("--keys") { Description = "a folder of party keys, or of such folders, that you hold" };
        Option<string> output = new("--out") { Description = "where the rows are written: a name that ends in .csv or .parquet", DefaultValueFactory = _ => "rows.csv" };
        Option<string?> report = ReportFile.Option();
        Command command = new("write", "verify a result of synthetic rows and write the rows, with the result beside them as their manifest") { result, agreement, hash, keys, output, report };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SyntheticOutput rows = new(parsed.GetValue(output)!, parsed.GetValue(report));
            rows.RequireAbsent();
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            byte[] encoded = Files.Read(parsed.GetValue(result)!);
            ResultVerification verification = Verify(encoded, signed, parsed.GetValue(hash), parsed.GetValue(keys));
            int code = VerificationText.ExitCodeOf(verification);
            if (code == ExitCode.Success)
            {
                await rows.WriteAsync(signed, encoded, verification, cancellationToken);
            }

            return code;
        });
        return command;
    }

    /// <summary>Verifies a result of synthetic rows, and says what it is.</summary>
    /// <exception cref="ClientException">It answers another kind of question.</exception>
    internal static ResultVerification Verify(byte[] encoded, SignedAgreement agreement, string? hash, string? keys)
    {
        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, VerifyVerb.Anchor(hash, keys, Environment.CurrentDirectory), ExpectedJob.Any);
        foreach (string line in VerificationText.Summarise(verification))
        {
            StepList.Line(line);
        }

        return verification.Result is null or { Answer: SyntheticAnswer }
            ? verification
            : throw ClientException.Usage("The result answers another kind of question; only synthetic rows are a table.");
    }
}
