using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom amendment</c>: another image under the same agreement, by the signature of every party.</summary>
internal static class AmendmentVerb
{
    internal static Command Create()
    {
        Command command = new("amendment", "change which measured workload an agreement lets open the data; the agreement's hash stays");
        command.Subcommands.Add(AmendmentDraftVerb.Create());
        command.Subcommands.Add(CreateExplain());
        command.Subcommands.Add(AmendmentSignVerb.Create());
        command.Subcommands.Add(CreateApply());
        return command;
    }

    /// <summary>Opens a draft under what it changes: JSON that nobody signed yet, or what some or all have signed.</summary>
    /// <exception cref="ClientException">It is neither, or does not fit; every breach on a line of its own.</exception>
    internal static AmendmentDraft OpenDraft(string path, SignedAgreement agreement)
    {
        byte[] content = Files.Read(path);
        bool isJson = content.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        bool isAccepted = isJson
            ? AmendmentDraft.TryOpenJson(content, agreement, out AmendmentDraft? draft, out DocumentRefusal? refusal)
            : AmendmentDraft.TryOpenSigned(content, agreement, out draft, out refusal);
        return isAccepted ? draft! : throw Refused(path, refusal!);
    }

    private static Command CreateExplain()
    {
        Argument<string> file = new("file") { Description = "a draft as JSON, or what some or all have signed" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Command command = new("explain", "put every change into plain words; read this before you sign") { file, agreement };
        command.SetAction(parsed =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            AmendmentDraft draft = OpenDraft(parsed.GetValue(file)!, signed);
            StepList.Lines(AmendmentExplanation.Write(draft.Amendment, signed));
            foreach (string warning in AmendmentTime.Warnings(draft.Amendment, DateTimeOffset.UtcNow))
            {
                StepList.Line($"WARNING: {warning}");
            }

            StepList.Line("");
            StepList.Line($"Hash {draft.Hash}; signed by {(draft.SignedBy.Count == 0 ? "nobody yet" : string.Join(", ", draft.SignedBy))}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateApply()
    {
        Argument<string> file = new("file") { Description = "the amendment that all parties signed" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> output = new("--out") { Description = "where the amended agreement is written; everything takes it in place of the one before", Required = true };
        Command command = new("apply", "put a complete amendment behind the agreement, in one file") { file, agreement, output };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            if (!signed.TryAmend(Files.Read(path), out SignedAgreement? amended, out DocumentRefusal? refusal))
            {
                throw Refused(path, refusal);
            }

            Files.Write(parsed.GetValue(output)!, amended.Encoded);
            StepList.Line($"agreement {amended.Hash}, amended {amended.Amendments.Count} times: {parsed.GetValue(output)}");
            StepList.Line($"accepted now: {string.Join(", ", amended.ReferenceValuesAt(DateTimeOffset.UtcNow).HostData)}");
            StepList.Line("next: close the instance that ran until now, `cleanroom kek rotate` each dataset, start the new image on this file, upload the rotations, grant");
            return ExitCode.Success;
        });
        return command;
    }

    private static ClientException Refused(string path, DocumentRefusal refusal) =>
        new($"{path} is not accepted ({refusal.Reason}):\n  " + refusal.Detail.Replace("; ", "\n  ", StringComparison.Ordinal));
}
