using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom amendment sign</c>: adds one party's signature.</summary>
internal static class AmendmentSignVerb
{
    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = "a draft as JSON, or what others have signed" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> output = new("--out") { Description = "where the signed amendment is written", Required = true };
        Command command = new("sign", "add your signature; read `cleanroom amendment explain` first, and measure what you sign for") { file, agreement, keys, output };
        command.SetAction(parsed => Sign(parsed.GetValue(file)!, Files.OpenAgreement(parsed.GetValue(agreement)!), parsed.GetValue(keys)!, parsed.GetValue(output)!));
        return command;
    }

    private static int Sign(string path, SignedAgreement agreement, string keyFolder, string output)
    {
        AmendmentDraft draft = AmendmentVerb.OpenDraft(path, agreement);
        using PartyKeyFolder keys = PartyKeyFolder.Open(keyFolder);
        if (!agreement.Agreement.Parties.Any(party => party.Id == keys.Id && party.SigningKey.Thumbprint == keys.SigningKey.Thumbprint))
        {
            throw new ClientException($"The agreement does not name the keys in {keyFolder} as those of '{keys.Id}'.");
        }

        if (draft.SignedBy.Contains(keys.Id))
        {
            throw new ClientException($"'{keys.Id}' has signed {path} already; missing: {(draft.Missing.Count == 0 ? "nobody" : string.Join(", ", draft.Missing))}.");
        }

        if (draft.Amendment.HostData.All(measurement => measurement.Until <= DateTimeOffset.UtcNow))
        {
            throw new ClientException($"Everything that {path} lets run has ended already. Draft it anew.");
        }

        if (draft.Amendment.IssuedAt > DateTimeOffset.UtcNow + AmendmentTime.Skew)
        {
            throw new ClientException($"{path} is dated {draft.Amendment.IssuedAt:yyyy-MM-dd HH:mm:ss} UTC, which is not yet: what it ends would go on until then. Draft it anew.");
        }

        foreach (string warning in AmendmentTime.Warnings(draft.Amendment, DateTimeOffset.UtcNow))
        {
            StepList.Line($"WARNING: {warning}");
        }

        AgreementVerb.WriteWarnings(agreement.Agreement);
        Files.Write(output, draft.Sign(keys.Signer));
        PartyId[] missing = [.. draft.Missing.Where(id => id != keys.Id)];
        StepList.Line($"signed by {keys.Id}: {output}");
        StepList.Line($"amendment {draft.Amendment.Sequence} {draft.Hash}");
        StepList.Line(missing.Length == 0 ? "complete: all parties signed; `cleanroom amendment apply` it" : $"still to sign: {string.Join(", ", missing)}");
        return ExitCode.Success;
    }
}
