using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Drafting;

/// <summary>
/// Puts the real parties, measurement, vaults and end into a plan: a sample, or JSON that somebody edited. What comes out has
/// gone through every rule of agreements.
/// </summary>
internal sealed class DraftChanges
{
    /// <summary>Files with the public half of a party; each replaces the party of the same id.</summary>
    internal required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Host data values; when there are any, they replace those of the plan.</summary>
    internal required IReadOnlyList<string> HostData { get; init; }

    /// <summary>Keys as DATASET=URL.</summary>
    internal required IReadOnlyList<string> KeyEncryptionKeys { get; init; }

    /// <summary>A file with the enclave terms (reference values and trust anchors) that replace those of the plan, or null.</summary>
    internal required string? Enclave { get; init; }

    /// <summary>The end as it is written in the agreement, or null.</summary>
    internal required string? Expires { get; init; }

    /// <summary>Applies the changes.</summary>
    /// <param name="plan">A whole agreement as JSON.</param>
    /// <returns>The draft's JSON.</returns>
    /// <exception cref="ClientException">A change does not fit, or the outcome breaks a rule.</exception>
    internal byte[] Apply(byte[] plan)
    {
        JsonNode root = ParseObject(plan, "the plan");
        foreach (string file in Parties)
        {
            ReplaceParty(root, ParseObject(Files.Read(file), file), file);
        }

        if (Enclave is not null)
        {
            root["enclave"] = ParseObject(Files.Read(Enclave), Enclave);
        }

        if (HostData.Count > 0)
        {
            JsonObject enclave = root["enclave"] as JsonObject ?? throw new ClientException("The plan has no enclave terms. Start from a sample.");
            enclave["hostData"] = new JsonArray([.. HostData.Select(value => (JsonNode)JsonValue.Create(value))]);
        }

        foreach (string key in KeyEncryptionKeys)
        {
            SetKey(root, key);
        }

        if (Expires is not null)
        {
            root["expires"] = Expires;
        }

        return AgreementDraft.TryOpenJson(JsonSerializer.SerializeToUtf8Bytes(root), out AgreementDraft? draft, out DocumentRefusal? refusal)
            ? AgreementDraft.WriteJson(draft.Agreement)
            : throw new ClientException($"The draft breaks rules ({refusal.Reason}):\n  " + refusal.Detail.Replace("; ", "\n  ", StringComparison.Ordinal));
    }

    private static void ReplaceParty(JsonNode root, JsonNode party, string file)
    {
        JsonArray parties = Array(root, "parties");
        string? id = Text(party, "id");
        int index = parties.ToList().FindIndex(present => present is not null && Text(present, "id") == id);
        if (id is null || index < 0)
        {
            string known = string.Join(", ", parties.Select(present => present is null ? "?" : Text(present, "id")));
            throw new ClientException($"{file} is of the party '{id}', and the plan knows {known}. Rename it in the plan, or make keys with that --party.");
        }

        parties[index] = party;
    }

    private static void SetKey(JsonNode root, string assignment)
    {
        int at = assignment.IndexOf('=', StringComparison.Ordinal);
        string name = at < 0 ? assignment : assignment[..at];
        JsonNode? dataset = Array(root, "datasets").FirstOrDefault(present => present is not null && Text(present, "id") == name);
        if (at < 0 || dataset is null)
        {
            throw ClientException.Usage($"--kek is DATASET=https://VAULT/keys/NAME, and '{name}' is no dataset of the plan.");
        }

        dataset["keyEncryptionKey"] = assignment[(at + 1)..];
    }

    private static JsonArray Array(JsonNode root, string name) =>
        root[name] as JsonArray ?? throw new ClientException($"The plan has no list '{name}'. Start from a sample: `cleanroom agreement draft --list`.");

    private static string? Text(JsonNode node, string name) =>
        node is JsonObject && node[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject ParseObject(byte[] json, string what)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new ClientException($"{what} is no JSON object.");
        }
        catch (JsonException exception)
        {
            throw new ClientException($"{what} is no JSON: {exception.Message}", exception);
        }
    }
}
