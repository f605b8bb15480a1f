using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom amendment draft</c>: what may run from now on, written as the next amendment of an agreement.</summary>
internal static class AmendmentDraftVerb
{
    internal static Command Create()
    {
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string[]> hostData = Several("--host-data", "what may run until the agreement ends; the whole list: what it leaves out ends at once");
        Option<string[]> until = Several("--until", "HOSTDATA=TIME: what may run for a while yet, such as the image of now until 2027-01-31T00:00:00Z");
        Option<string[]> kek = Several("--kek", "DATASET=https://VAULT/keys/NAME: another key for a dataset; needed where the release policy of the old one cannot be changed");
        Option<string> reason = new("--reason") { Description = "why, in words that every party signs", Required = true };
        Option<string> output = new("--out") { Description = "where the draft is written", Required = true };
        Command command = new("draft", "write the next amendment of an agreement; every rule is checked") { agreement, hostData, until, kek, reason, output };
        command.SetAction(parsed =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            Amendment amendment = new()
            {
                Format = Amendment.CurrentFormat,
                Agreement = signed.Hash,
                Sequence = signed.Amendments.Count + 1,
                Previous = signed.Amendments.Count == 0 ? signed.Hash : signed.Amendments[^1].Hash,
                Reason = parsed.GetValue(reason)!,
                HostData =
                [
                    .. (parsed.GetValue(hostData) ?? []).Select(text => new AmendedMeasurement { HostData = ParseHostData(text), Until = signed.Agreement.Expires }),
                    .. (parsed.GetValue(until) ?? []).Select(ParseEnding),
                ],
                Keys = [.. (parsed.GetValue(kek) ?? []).Select(ParseKey)],
                IssuedAt = now,
            };
            Write(amendment, signed, parsed.GetValue(output)!);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Amendment amendment, SignedAgreement agreement, string path)
    {
        byte[] json = amendment.WriteJson();
        if (!AmendmentDraft.TryOpenJson(json, agreement, out AmendmentDraft? draft, out DocumentRefusal? refusal))
        {
            throw ClientException.Usage($"That is no amendment ({refusal.Reason}):\n  " + refusal.Detail.Replace("; ", "\n  ", StringComparison.Ordinal));
        }

        Files.Write(path, json);
        StepList.Line($"wrote {path}, amendment {draft.Amendment.Sequence} of agreement {agreement.Hash}");
        StepList.Line($"read it with `cleanroom amendment explain {path}`, then all of you sign it");
    }

    private static AmendedMeasurement ParseEnding(string text)
    {
        string[] parts = text.Split('=', 2);
        return parts.Length == 2 && DateTimeOffset.TryParseExact(
            parts[1], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? new AmendedMeasurement { HostData = ParseHostData(parts[0]), Until = time }
            : throw ClientException.Usage($"--until is HOSTDATA=TIME, with a time such as 2027-01-31T00:00:00Z, not '{text}'.");
    }

    private static AmendedKey ParseKey(string text)
    {
        string[] parts = text.Split('=', 2);
        return parts.Length == 2 && DatasetId.TryParse(parts[0], out DatasetId dataset) && Uri.TryCreate(parts[1], UriKind.Absolute, out Uri? key)
            ? new AmendedKey { Dataset = dataset, KeyEncryptionKey = key }
            : throw ClientException.Usage($"--kek is DATASET=https://VAULT/keys/NAME, not '{text}'.");
    }

    private static Digest256 ParseHostData(string text) => Digest256.TryParse(text, out Digest256 digest)
        ? digest
        : throw ClientException.Usage($"'{text}' is no host data: 64 lower-case hexadecimal digits, as `cleanroom policy` and `cleanroom measure` print them.");

    private static Option<string[]> Several(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
