using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease.Policies;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// A key-release policy, version 1.0.0: under which attestation authorities, and on which of their claims, a vault lets a key out.
/// </summary>
/// <remarks>
/// Source: Azure Key Vault's policy grammar for secure key release. Comparison is as loose as the vault's: <c>false</c> equals
/// <c>"false"</c> and <c>0</c> equals <c>"0"</c>. A claim that the token lacks satisfies nothing. See SPEC.md.
/// </remarks>
public sealed class ReleasePolicy
{
    /// <summary>The host data of the container policy that allows everything: no release policy may name it.</summary>
    public const string AllowAllHostData = "73973b78d70cc68353426de188db5dfc57e5b766e399935fb73a61127ea26d20";

    private readonly IReadOnlyList<AuthorityRule> _rules;
    private readonly byte[] _encoded;

    private ReleasePolicy(IReadOnlyList<AuthorityRule> rules, byte[] encoded) => (_rules, _encoded) = (rules, encoded);

    /// <summary>The policy's JSON: as received, or as made. This is what the vault stores and what is compared.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>The authorities that the policy names, without a trailing slash.</summary>
    public IReadOnlyList<string> Authorities => [.. _rules.Select(rule => rule.Authority)];

    /// <summary>Whether every vault is documented to understand it: one level of groups, and no operator but <c>equals</c>.</summary>
    public bool IsPortable => _rules.All(rule => rule.Condition.IsPortable);

    /// <summary>The policy of a clean room's key encryption key.</summary>
    /// <param name="authority">The attestation authority, such as <c>https://sharedneu.neu.attest.azure.net</c>.</param>
    /// <param name="hostData">The SHA-256 of the container policy that the workload must run under.</param>
    /// <param name="agreement">The hash of the agreement that the workload must assert. Defence in depth: the measured code asserts it.</param>
    /// <exception cref="ArgumentException">The authority is no https URL, or the host data is that of the allow-all policy.</exception>
    public static ReleasePolicy ForCleanRoom(string authority, Digest256 hostData, Digest256 agreement) =>
        ForCleanRoom(authority, [hostData], agreement);

    /// <summary>Writes the policy of a clean room's key that any of several measured workloads may use.</summary>
    /// <param name="authority">The attestation service, an absolute https URL.</param>
    /// <param name="hostData">The measured policies; at least one, none of them the allow-all one. Each becomes an alternative of its own.</param>
    /// <param name="agreement">SHA-256 of the agreement.</param>
    /// <exception cref="ArgumentException">The authority is no https URL, or there is no host data, or the allow-all policy is among it.</exception>
    public static ReleasePolicy ForCleanRoom(string authority, IReadOnlyList<Digest256> hostData, Digest256 agreement) =>
        ForCleanRoom([authority], hostData, agreement);

    /// <summary>Writes the policy of a clean room's key that is released on the word of any of several authorities, such as those of two regions.</summary>
    /// <param name="authorities">The attestation services, absolute https URLs; at least one, none of them twice.</param>
    /// <param name="hostData">The measured policies, as above. Each authority with each of them becomes an alternative of its own.</param>
    /// <param name="agreement">SHA-256 of the agreement.</param>
    /// <exception cref="ArgumentException">An authority is no https URL or stands twice, or there is no host data, or the allow-all policy is among it.</exception>
    public static ReleasePolicy ForCleanRoom(IReadOnlyList<string> authorities, IReadOnlyList<Digest256> hostData, Digest256 agreement)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        ArgumentNullException.ThrowIfNull(hostData);
        string?[] normalised = [.. authorities.Select(authority => AuthorityRule.TryNormalise(authority ?? "", out string? name) ? name : null)];
        if (normalised.Length == 0 || normalised.Contains(null) || normalised.Distinct().Count() != normalised.Length)
        {
            throw new ArgumentException("An authority is an absolute https URL, and stands once.", nameof(authorities));
        }

        if (hostData.Count == 0 || hostData.Any(digest => digest.ToString() == AllowAllHostData))
        {
            throw new ArgumentException("A policy names at least one workload, and the allow-all container policy protects nothing.", nameof(hostData));
        }

        byte[] encoded = CleanRoomPolicy.Write(normalised!, hostData, agreement);
        return TryParse(encoded, out ReleasePolicy? policy, out ReleasePolicyFailure failure)
            ? policy
            : throw new UnreachableException($"The policy we write is refused: {failure}.");
    }

    /// <summary>Reads a policy from an untrusted source.</summary>
    /// <param name="json">UTF-8 JSON of at most 64 KiB; the bytes are copied.</param>
    /// <param name="policy">The policy; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the text is a policy of version 1.0.0. Nested groups and unknown operators are read, and not portable.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ReleasePolicy? policy, out ReleasePolicyFailure failure)
    {
        failure = PolicyReader.Read(json, out List<AuthorityRule> rules);
        policy = failure == ReleasePolicyFailure.None ? new ReleasePolicy(rules, json.ToArray()) : null;
        return policy is not null;
    }

    /// <summary>Holds the policy against the claims of a token that the caller has authenticated.</summary>
    /// <param name="issuer">The token's <c>iss</c>.</param>
    /// <param name="claims">The token's payload, a JSON object.</param>
    /// <returns>The verdict with every condition; an issuer that no rule names is denied.</returns>
    public ReleaseDecision Evaluate(string issuer, JsonElement claims)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        List<ReleaseClause> clauses = [];
        bool granted = false;
        foreach (AuthorityRule rule in _rules)
        {
            granted |= rule.Evaluate(issuer, claims, clauses);
        }

        return new ReleaseDecision(granted, clauses);
    }
}
