using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease.Policies;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Takes members of a wanted type out of JSON objects; false means missing or of another type.</summary>
internal static class VaultJson
{
    public static bool TryObject(JsonElement from, string name, out JsonElement value)
    {
        value = default;
        return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;
    }

    public static bool TryText(JsonElement from, string name, [NotNullWhen(true)] out string? value)
    {
        value = from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement member) &&
            member.ValueKind == JsonValueKind.String ? ClaimValue.Text(member) : null;
        return value is not null;
    }

    public static bool TryBytes(JsonElement from, string name, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        return TryText(from, name, out string? text) && Base64UrlText.TryDecodePadded(text, out value);
    }

    /// <summary>A flag that may be missing, which means false; any other type is refused.</summary>
    public static bool TryFlag(JsonElement from, string name, out bool value)
    {
        value = false;
        if (!from.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        value = member.ValueKind == JsonValueKind.True;
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }
}
