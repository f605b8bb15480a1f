using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Drafting;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom agreement</c>: draft, check, explain, sign and name what the parties agree on.</summary>
internal static class AgreementVerb
{
    internal static Command Create()
    {
        Command command = new("agreement", "draft, check, read and sign what the parties agree on");
        command.Subcommands.Add(AgreementDraftVerb.Create());
        command.Subcommands.Add(Reading("check", "run every rule, and say who has signed", Check));
        command.Subcommands.Add(Reading("explain", "put every term into plain words; read this before you sign", Explain));
        command.Subcommands.Add(AgreementSignVerb.Create());
        command.Subcommands.Add(Reading("hash", "print the hash by which everything names the agreement", (_, draft) =>
        {
            StepList.Line(draft.Hash.ToString());
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Prints what must not stand in an agreement when it is signed.</summary>
    internal static void WriteLeftovers(Agreement agreement)
    {
        foreach (string leftover in SampleAgreements.FindLeftovers(agreement))
        {
            StepList.Line($"NOT YET: {leftover}");
        }
    }

    /// <summary>Prints what the agreement trusts beside AMD and Microsoft.</summary>
    internal static void WriteWarnings(Agreement agreement)
    {
        foreach (string warning in TrustReview.Warnings(agreement))
        {
            StepList.Line($"WARNING: {warning}");
        }
    }

    private static Command Reading(string name, string description, Func<string, AgreementDraft, int> act)
    {
        Argument<string> file = new("file") { Description = "a draft as JSON, or an agreement that some or all have signed" };
        Command command = new(name, description) { file };
        command.SetAction(parsed => act(parsed.GetValue(file)!, Files.OpenDraft(parsed.GetValue(file)!)));
        return command;
    }

    private static void WriteAmendments(string path)
    {
        foreach (SignedAmendment amendment in Files.AmendmentsOf(path))
        {
            StepList.Line($"AMENDED {amendment.Amendment.IssuedAt:yyyy-MM-dd HH:mm} UTC ({amendment.Amendment.Sequence}): {amendment.Amendment.Reason}");
            foreach (AmendedMeasurement measurement in amendment.Amendment.HostData)
            {
                StepList.Line($"  may run: {measurement.HostData} until {measurement.Until:yyyy-MM-dd HH:mm} UTC");
            }

            foreach (AmendedKey key in amendment.Amendment.Keys)
            {
                StepList.Line($"  key of {key.Dataset}: {key.KeyEncryptionKey}");
            }
        }
    }

    private static int Check(string path, AgreementDraft draft)
    {
        StepList.Line($"{path}: every rule holds");
        StepList.Line($"hash      {draft.Hash}");
        StepList.Line($"signed by {(draft.SignedBy.Count == 0 ? "nobody" : string.Join(", ", draft.SignedBy))}");
        WriteAmendments(path);
        StepList.Line(draft.Missing.Count == 0 ? "complete: all parties signed" : $"missing   {string.Join(", ", draft.Missing)}");
        if (draft.Agreement.Expires <= DateTimeOffset.UtcNow)
        {
            StepList.Line($"EXPIRED: it ended at {draft.Agreement.Expires:yyyy-MM-dd HH:mm} UTC, and nothing is done under it");
        }

        WriteWarnings(draft.Agreement);
        WriteLeftovers(draft.Agreement);
        return ExitCode.Success;
    }

    private static int Explain(string path, AgreementDraft draft)
    {
        StepList.Lines(AgreementExplanation.Write(draft.Agreement));
        StepList.Line("");
        WriteAmendments(path);
        StepList.Line($"Hash {draft.Hash}; signed by {(draft.SignedBy.Count == 0 ? "nobody yet" : string.Join(", ", draft.SignedBy))}.");
        WriteLeftovers(draft.Agreement);
        return ExitCode.Success;
    }
}
