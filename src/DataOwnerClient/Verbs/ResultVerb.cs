using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom result</c>: fetches the answer to a question that you or a partner asked earlier.</summary>
internal static class ResultVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> job = new("--job") { Description = "the job's name, as `cleanroom ask` printed it", Required = true };
        Option<string> output = new("--out") { Description = "where the signed result is written", DefaultValueFactory = _ => "result.cose" };
        Option<string?> model = ModelFiles.Option();
        Command command = new("result", "fetch the result of an earlier job as one of its recipients, and verify it") { url, agreement, keys, job, output, model };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder recipient = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            JobId id = AskVerb.ParseJob(parsed.GetValue(job)!);
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, recipient);
            JobOutcome outcome = await JobSubmission.FetchAsync(room, signed, recipient, id, cancellationToken);
            return AskVerb.Finish(outcome, signed, recipient, parsed.GetValue(output)!, parsed.GetValue(model));
        });
        return command;
    }
}
