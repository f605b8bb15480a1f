using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The members that every kind of JSON Web Key shares.</summary>
internal sealed record JwkMembers(string? KeyId, string? Use, string? Algorithm, IReadOnlyList<string> Operations)
{
    private static readonly string[] s_privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static bool TryParse(JsonElement key, string keyType, [NotNullWhen(true)] out JwkMembers? members, out JwkFailure failure)
    {
        members = null;
        failure = JwkFailure.NotAnObject;
        if (key.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = JwkFailure.KeyType;
        if (!TryGetText(key, "kty", out string? kty) || kty != keyType)
        {
            return false;
        }

        failure = JwkFailure.PrivateMember;
        if (Array.Exists(s_privateMembers, name => key.TryGetProperty(name, out _)))
        {
            return false;
        }

        failure = JwkFailure.Metadata;
        if (!TryGetText(key, "kid", out string? keyId) || !TryGetText(key, "use", out string? use)
            || !TryGetText(key, "alg", out string? algorithm) || !TryGetOperations(key, out IReadOnlyList<string>? operations))
        {
            return false;
        }

        members = new JwkMembers(keyId, use, algorithm, operations);
        failure = JwkFailure.None;
        return true;
    }

    public static bool TryGetBytes(JsonElement key, string name, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return TryGetText(key, name, out string? text) && text is { Length: > 0 } && Base64UrlText.TryDecode(text, out bytes);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (KeyId is not null)
        {
            writer.WriteString("kid", KeyId);
        }

        if (Use is not null)
        {
            writer.WriteString("use", Use);
        }

        if (Algorithm is not null)
        {
            writer.WriteString("alg", Algorithm);
        }

        if (Operations.Count > 0)
        {
            writer.WriteStartArray("key_ops");
            foreach (string operation in Operations)
            {
                writer.WriteStringValue(operation);
            }

            writer.WriteEndArray();
        }
    }

    // An absent member is fine and gives null; a present one of another type is not.
    private static bool TryGetText(JsonElement key, string name, out string? text)
    {
        text = null;
        return !key.TryGetProperty(name, out JsonElement member) || StrictJsonText.TryGetString(member, out text);
    }

    private static bool TryGetOperations(JsonElement key, [NotNullWhen(true)] out IReadOnlyList<string>? operations)
    {
        operations = null;
        if (!key.TryGetProperty("key_ops", out JsonElement member))
        {
            operations = [];
            return true;
        }

        if (member.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        List<string> found = [];
        foreach (JsonElement item in member.EnumerateArray())
        {
            if (!StrictJsonText.TryGetString(item, out string? text) || found.Contains(text))
            {
                return false;
            }

            found.Add(text);
        }

        operations = found;
        return true;
    }
}
