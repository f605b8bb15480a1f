using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>What create, import and update have in common, as the owner sent it; a member that was not sent is null.</summary>
internal sealed record KeyRequest
{
    public bool? IsEnabled { get; private init; }

    public bool? IsExportable { get; private init; }

    public IReadOnlyList<string>? Operations { get; private init; }

    public IReadOnlyDictionary<string, string>? Tags { get; private init; }

    public StoredPolicy? Policy { get; private init; }

    /// <summary>Reads the common members of a request body.</summary>
    /// <param name="body">The JSON object that was sent.</param>
    /// <param name="error">What is wrong with it, or null.</param>
    public static KeyRequest? TryRead(JsonElement body, out VaultError? error)
    {
        error = null;
        if (!TryMember(body, "attributes", JsonValueKind.Object, out JsonElement? attributes)
            || !TryFlag(attributes, "enabled", out bool? enabled)
            || !TryFlag(attributes, "exportable", out bool? exportable)
            || !TryTexts(body, "key_ops", out IReadOnlyList<string>? operations)
            || !TryTags(body, out IReadOnlyDictionary<string, string>? tags))
        {
            error = VaultError.BadParameter("The request body is malformed.");
            return null;
        }

        if (!TryPolicy(body, out StoredPolicy? policy, out error))
        {
            return null;
        }

        return new KeyRequest { IsEnabled = enabled, IsExportable = exportable, Operations = operations, Tags = tags, Policy = policy };
    }

    private static bool TryPolicy(JsonElement body, out StoredPolicy? policy, out VaultError? error)
    {
        policy = null;
        error = null;
        if (!TryMember(body, "release_policy", JsonValueKind.Object, out JsonElement? member))
        {
            error = VaultError.BadParameter("The release policy is malformed.");
            return false;
        }

        if (member is not JsonElement given)
        {
            return true;
        }

        // A policy without data counts as none: that is the real service's answer to clients that send it in a wrong form.
        if (!TryMember(given, "data", JsonValueKind.String, out JsonElement? data) || data is null)
        {
            error = VaultError.MissingPolicy;
            return false;
        }

        if (!TryFlag(given, "immutable", out bool? immutable)
            || !TryMember(given, "contentType", JsonValueKind.String, out JsonElement? contentType)
            || StoredPolicy.TryRead(data.Value.GetString()!) is null)
        {
            error = VaultError.BadParameter("The release policy is malformed.");
            return false;
        }

        policy = new StoredPolicy(
            contentType?.GetString() ?? "application/json; charset=utf-8", data.Value.GetString()!, immutable ?? false);
        return true;
    }

    private static bool TryTags(JsonElement body, out IReadOnlyDictionary<string, string>? tags)
    {
        tags = null;
        if (!TryMember(body, "tags", JsonValueKind.Object, out JsonElement? member))
        {
            return false;
        }

        if (member is JsonElement given)
        {
            if (given.EnumerateObject().Any(tag => tag.Value.ValueKind != JsonValueKind.String))
            {
                return false;
            }

            tags = given.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!);
        }

        return true;
    }

    private static bool TryTexts(JsonElement body, string name, out IReadOnlyList<string>? texts)
    {
        texts = null;
        if (!TryMember(body, name, JsonValueKind.Array, out JsonElement? member))
        {
            return false;
        }

        if (member is JsonElement given)
        {
            if (given.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                return false;
            }

            texts = [.. given.EnumerateArray().Select(item => item.GetString()!)];
        }

        return true;
    }

    private static bool TryFlag(JsonElement? body, string name, out bool? flag)
    {
        flag = null;
        if (body is not JsonElement given || !given.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        flag = member.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        return flag is not null;
    }

    // Absent is fine and gives null; present with another type is not.
    private static bool TryMember(JsonElement body, string name, JsonValueKind kind, out JsonElement? member)
    {
        member = null;
        if (!body.TryGetProperty(name, out JsonElement found))
        {
            return true;
        }

        member = found.ValueKind == kind ? found : null;
        return member is not null;
    }
}
