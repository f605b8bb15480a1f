using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Drafting;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom agreement sign</c>: adds one party's signature.</summary>
internal static class AgreementSignVerb
{
    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = "a draft as JSON, or what others have signed" };
        Option<string> keys = new("--keys") { Description = "your key folder", Required = true };
        Option<string> output = new("--out") { Description = "where the signed agreement is written", Required = true };
        Command command = new("sign", "add your signature; read `cleanroom agreement explain` first") { file, keys, output };
        command.SetAction(parsed => Sign(parsed.GetValue(file)!, parsed.GetValue(keys)!, parsed.GetValue(output)!));
        return command;
    }

    private static int Sign(string path, string keyFolder, string output)
    {
        AgreementDraft draft = Files.OpenDraft(path);
        using PartyKeyFolder keys = PartyKeyFolder.Open(keyFolder);
        Party? party = draft.Agreement.Parties.FirstOrDefault(candidate => candidate.SigningKey.Thumbprint == keys.SigningKey.Thumbprint);
        if (party is null || party.Id != keys.Id)
        {
            throw new ClientException($"{path} does not name the keys in {keyFolder} as those of '{keys.Id}'. Put your {PublicParty.FileName} into the draft first.");
        }

        if (party.EncryptionKey.Thumbprint != keys.Public.EncryptionKey.Thumbprint)
        {
            throw new ClientException($"{path} names another encryption key for '{keys.Id}': results would be encrypted to somebody else. Do not sign it.");
        }

        if (draft.SignedBy.Contains(keys.Id))
        {
            throw new ClientException($"'{keys.Id}' has signed {path} already; missing: {(draft.Missing.Count == 0 ? "nobody" : string.Join(", ", draft.Missing))}.");
        }

        if (SampleAgreements.FindLeftovers(draft.Agreement) is { Count: > 0 } leftovers)
        {
            throw new ClientException($"{path} is not ready to be signed:\n  " + string.Join("\n  ", leftovers));
        }

        if (draft.Agreement.Expires <= DateTimeOffset.UtcNow)
        {
            throw new ClientException($"{path} ended at {draft.Agreement.Expires:yyyy-MM-dd HH:mm} UTC. Draft it anew with a later --expires.");
        }

        AgreementVerb.WriteWarnings(draft.Agreement);
        Files.Write(output, draft.Sign(keys.Signer));
        PartyId[] missing = [.. draft.Missing.Where(id => id != keys.Id)];
        StepList.Line($"signed by {keys.Id}: {output}");
        StepList.Line($"agreement {draft.Hash}");
        StepList.Line(missing.Length == 0 ? "complete: all parties signed" : $"still to sign: {string.Join(", ", missing)}");
        return ExitCode.Success;
    }
}
