using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom appraise</c>: is this the enclave that you signed for?</summary>
internal static class AppraiseVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Command command = new("appraise", "ask an instance for fresh evidence and judge it by your agreement; exit code 0 when it is acceptable, 1 when not") { url, agreement };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(address, signed, cancellationToken);
            return Write(address, signed, instance, report);
        });
        return command;
    }

    private static int Write(Uri address, SignedAgreement agreement, AttestationResult? instance, AppraisalReport report)
    {
        StepList.Line($"{address} judged by agreement {agreement.Hash}");
        foreach (string line in AppraisalLines.Checks(report))
        {
            StepList.Line(line);
        }

        if (instance is not null)
        {
            StepList.Line($"acceptable: instance {instance.InstanceId}");
            return ExitCode.Success;
        }

        StepList.Line(report.Refusals.Count == 0
            ? "REFUSED: the connection does not end at the instance whose evidence it shows. Somebody is in between; send nothing."
            : $"REFUSED: {report.Refusals.Count} of {report.Checks.Count} checks do not hold. Send nothing, and show the lines with NO to the operator.");
        return ExitCode.Refused;
    }
}
