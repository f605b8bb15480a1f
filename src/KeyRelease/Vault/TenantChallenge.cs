using System.Diagnostics.CodeAnalysis;
using Azure;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>
/// Which tenant a vault belongs to, as its refusal says: <c>WWW-Authenticate: Bearer authorization="https://login…/TENANT", resource="…"</c>.
/// A vault takes tokens of its own tenant only, and an owner's vault is in the owner's tenant.
/// </summary>
internal static class TenantChallenge
{
    /// <summary>Finds the tenant in a 401.</summary>
    /// <param name="response">The refusal.</param>
    /// <param name="scope">The scope that a token is asked for. A challenge for another resource is not followed: the token would be good elsewhere.</param>
    /// <param name="tenant">The tenant's id or domain.</param>
    public static bool TryFind(Response response, string scope, [NotNullWhen(true)] out string? tenant)
    {
        tenant = null;
        if (response.Status != 401 || !response.Headers.TryGetValue("WWW-Authenticate", out string? header) || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string? resource = Parameter(header, "resource") ?? Parameter(header, "scope");
        bool isForScope = resource is not null && (scope == resource || scope == resource.TrimEnd('/') + "/.default");
        string? authorization = Parameter(header, "authorization") ?? Parameter(header, "authorization_uri");
        if (!isForScope || !Uri.TryCreate(authorization, UriKind.Absolute, out Uri? authority) || authority.Scheme != Uri.UriSchemeHttps || authority.Segments.Length < 2)
        {
            return false;
        }

        string name = authority.Segments[1].TrimEnd('/');
        tenant = name.Length is >= 1 and <= 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.') ? name : null;
        return tenant is not null;
    }

    private static string? Parameter(string header, string name)
    {
        int at = header.IndexOf(name + "=\"", StringComparison.OrdinalIgnoreCase);
        int end = at < 0 ? -1 : header.IndexOf('"', at + name.Length + 2);
        return end < 0 ? null : header[(at + name.Length + 2)..end];
    }
}
