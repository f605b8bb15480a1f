using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Release policies, grammar version 1.0.0, as the vault reads them.</summary>
/// <remarks>Source: Azure Key Vault, "secure key release policy grammar".</remarks>
internal static class ReleasePolicies
{
    /// <summary>Whether a policy may be kept with a key.</summary>
    public static bool IsWellFormed(string data) => TryRead(data, out JsonElement policy)
        && policy.GetProperty("anyOf").EnumerateArray().All(authority =>
            authority.ValueKind == JsonValueKind.Object && Http.JsonExchange.Text(authority, "authority") is not null && IsCombination(authority));

    /// <summary>The authorities whose tokens a policy accepts, without a slash at their end.</summary>
    public static IReadOnlyList<string> Authorities(string data) => TryRead(data, out JsonElement policy)
        ? [.. policy.GetProperty("anyOf").EnumerateArray().Select(entry => entry.GetProperty("authority").GetString()!.TrimEnd('/'))]
        : [];

    /// <summary>Whether claims of <paramref name="authority"/> satisfy a policy.</summary>
    public static bool IsGranted(string data, string authority, JsonElement claims) => TryRead(data, out JsonElement policy)
        && policy.GetProperty("anyOf").EnumerateArray().Any(entry =>
            entry.GetProperty("authority").GetString()!.TrimEnd('/') == authority && IsSatisfied(entry, claims));

    private static bool TryRead(string data, out JsonElement policy)
    {
        policy = default;
        return Base64UrlText.TryDecodePadded(data, out byte[]? utf8) && StrictJson.TryParse(utf8, out policy)
            && Http.JsonExchange.Text(policy, "version") == "1.0.0"
            && policy.TryGetProperty("anyOf", out JsonElement authorities) && authorities.ValueKind == JsonValueKind.Array
            && authorities.GetArrayLength() > 0;
    }

    private static bool IsCombination(JsonElement element)
    {
        bool hasAll = element.TryGetProperty("allOf", out JsonElement all);
        bool hasAny = element.TryGetProperty("anyOf", out JsonElement any);
        JsonElement clauses = hasAll ? all : any;
        return hasAll != hasAny && clauses.ValueKind == JsonValueKind.Array && clauses.GetArrayLength() > 0
            && clauses.EnumerateArray().All(clause => clause.ValueKind == JsonValueKind.Object && (IsClause(clause) || IsCombination(clause)));
    }

    private static bool IsClause(JsonElement clause) => Http.JsonExchange.Text(clause, "claim") is not null
        && clause.TryGetProperty("equals", out JsonElement wanted)
        && wanted.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static bool IsSatisfied(JsonElement element, JsonElement claims) =>
        element.TryGetProperty("allOf", out JsonElement all) ? all.EnumerateArray().All(clause => IsSatisfied(clause, claims))
        : element.TryGetProperty("anyOf", out JsonElement any) ? any.EnumerateArray().Any(clause => IsSatisfied(clause, claims))
        : Holds(element, claims);

    // Types are loose, as the vault's are: false equals "false" and 0 equals "0". An absent claim equals nothing.
    private static bool Holds(JsonElement clause, JsonElement claims) =>
        Find(claims, clause.GetProperty("claim").GetString()!) is JsonElement found
        && Spell(found) is string text && text == Spell(clause.GetProperty("equals"));

    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (claims.TryGetProperty(path, out JsonElement whole))
        {
            return whole;
        }

        int dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && claims.TryGetProperty(path[..dot], out JsonElement inner) ? Find(inner, path[(dot + 1)..]) : null;
    }

    private static string? Spell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
