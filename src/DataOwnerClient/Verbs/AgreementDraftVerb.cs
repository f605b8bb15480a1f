using System.CommandLine;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Drafting;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom agreement draft</c>: from a sample or an edited plan to a draft that can be signed.</summary>
internal static class AgreementDraftVerb
{
    internal static Command Create()
    {
        Argument<string?> plan = new("plan")
        {
            Description = $"a sample ({string.Join(", ", SampleAgreements.Names)}) or a JSON file: a sample that you edited",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> list = new("--list") { Description = "list the samples" };
        Option<string[]> party = Several("--party", "a party's party.public.json; replaces the party of the same id");
        Option<string[]> hostData = Several("--host-data", "what the workload measures as: see `cleanroom measure`");
        Option<string[]> kek = Several("--kek", "DATASET=https://VAULT/keys/NAME: where its owner's key will lie");
        Option<string?> enclave = new("--enclave") { Description = "a JSON file with the enclave terms: reference values and trust anchors other than the plan's" };
        Option<string?> expires = new("--expires") { Description = "when it ends, such as 2027-12-31T00:00:00Z" };
        Option<string?> output = new("--out") { Description = "where the draft is written; printed when you do not say" };
        Command command = new("draft", "write a draft from a sample or a plan; every rule is checked") { plan, list, party, hostData, kek, enclave, expires, output };
        command.SetAction(parsed =>
        {
            string? source = parsed.GetValue(plan);
            if (parsed.GetValue(list) || source is null)
            {
                foreach (string name in SampleAgreements.Names)
                {
                    StepList.Line(name);
                }

                return parsed.GetValue(list) ? ExitCode.Success : throw ClientException.Usage("Say which of these to draft from, or give a JSON file.");
            }

            DraftChanges changes = new()
            {
                Parties = parsed.GetValue(party) ?? [],
                HostData = parsed.GetValue(hostData) ?? [],
                KeyEncryptionKeys = parsed.GetValue(kek) ?? [],
                Enclave = parsed.GetValue(enclave),
                Expires = parsed.GetValue(expires),
            };
            Write(changes.Apply(SampleAgreements.Find(source) ?? Files.Read(source)), parsed.GetValue(output));
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string[]> Several(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static void Write(byte[] json, string? path)
    {
        if (path is null)
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(json);
            return;
        }

        Files.Write(path, json);
        AgreementDraft draft = Files.OpenDraft(path);
        StepList.Line($"wrote {path}, agreement {draft.Hash}");
        AgreementVerb.WriteLeftovers(draft.Agreement);
        StepList.Line($"read it with `cleanroom agreement explain {path}`, then sign it");
    }
}
