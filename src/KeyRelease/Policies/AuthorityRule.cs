using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>One element of the top-level <c>anyOf</c>: an authority and the conditions on its tokens.</summary>
internal sealed record AuthorityRule(string Authority, PolicyGroup Condition)
{
    /// <summary>Both spellings of an authority, with and without a trailing slash, mean the same to the vault.</summary>
    public static bool TryNormalise(string authority, [NotNullWhen(true)] out string? normalised)
    {
        normalised = authority.EndsWith('/') ? authority[..^1] : authority;
        bool valid = Uri.TryCreate(normalised, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps &&
            uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !normalised.EndsWith('/') &&
            normalised.StartsWith("https://", StringComparison.Ordinal);
        normalised = valid ? normalised : null;
        return valid;
    }

    public bool Evaluate(string issuer, JsonElement claims, List<ReleaseClause> clauses)
    {
        bool issued = TryNormalise(issuer, out string? normalised) && normalised == Authority;
        clauses.Add(new ReleaseClause(Authority, "iss", "equals", Authority, ClaimValue.Shown(issuer), issued, IsDecisive: !issued));

        // Conditions of another authority's tokens are shown, but they are not why this token is denied.
        int first = clauses.Count;
        bool holds = Condition.Evaluate(Authority, claims, clauses);
        if (!issued)
        {
            for (int i = first; i < clauses.Count; i++)
            {
                clauses[i] = clauses[i] with { IsDecisive = false };
            }
        }

        return issued && holds;
    }
}
