using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>
/// Works out offline what a vault answers with nothing but 403: which clause of a release policy a token does not satisfy, with wanted and
/// found, and in both encodings where the value is bytes.
/// </summary>
internal static class KekExplanation
{
    /// <summary>Reads a release policy: as JSON, as base64url, or inside what a vault answers about a key.</summary>
    /// <exception cref="ClientException">It is none of these.</exception>
    internal static ReleasePolicy ReadPolicy(string path, byte[] content)
    {
        byte[] json = content;
        if (StrictJson.TryParse(content, out JsonElement root) && root.ValueKind == JsonValueKind.Object)
        {
            JsonElement holder = root.TryGetProperty("release_policy", out JsonElement inner) ? inner : root.TryGetProperty("releasePolicy", out inner) ? inner : root;
            if (holder.ValueKind == JsonValueKind.Object
                && (holder.TryGetProperty("data", out JsonElement data) || holder.TryGetProperty("encodedPolicy", out data))
                && data.ValueKind == JsonValueKind.String)
            {
                json = Decode(data.GetString()!) ?? content;
            }
        }
        else
        {
            json = Decode(Encoding.UTF8.GetString(content)) ?? content;
        }

        return ReleasePolicy.TryParse(json, out ReleasePolicy? policy, out ReleasePolicyFailure failure)
            ? policy
            : throw ClientException.Usage($"{path} is no release policy of version 1.0.0: {failure}. Give its JSON, its base64url, or what `az keyvault key show` prints.");
    }

    /// <summary>The claims of a compact token. Nothing is verified: this says what a vault would see, not whether it is true.</summary>
    /// <exception cref="ClientException">It is no token.</exception>
    internal static (string Issuer, JsonElement Claims) ReadToken(string path, byte[] content)
    {
        string[] parts = Encoding.UTF8.GetString(content).Trim().Split('.');
        return parts.Length == 3 && Base64UrlText.TryDecode(parts[1], out byte[]? payload) && StrictJson.TryParse(payload, out JsonElement claims)
            && claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty("iss", out JsonElement issuer) && issuer.ValueKind == JsonValueKind.String
                ? (issuer.GetString()!, claims)
                : throw ClientException.Usage($"{path} is no attestation token: three parts joined by dots, with an issuer.");
    }

    /// <summary>The verdict and every clause, one a line.</summary>
    internal static IEnumerable<string> Lines(ReleaseDecision decision)
    {
        yield return decision.IsGranted ? "released: every clause of an authority holds" : "not released";
        foreach (IGrouping<string, ReleaseClause> rule in decision.Clauses.GroupBy(clause => clause.Authority))
        {
            yield return $"authority {rule.Key}";
            foreach (ReleaseClause clause in rule)
            {
                string mark = clause.IsSatisfied ? "holds" : clause.IsDecisive && !decision.IsGranted ? "FAILS" : "fails";
                yield return $"  {mark}  {clause.Claim} {clause.Operator}";
                if (!clause.IsSatisfied)
                {
                    yield return $"         wanted {BothEncodings(clause.Wanted)}";
                    yield return $"         found  {(clause.Found is null ? "nothing: the token has no such claim" : BothEncodings(clause.Found))}";
                    if (Advice(clause) is { } advice)
                    {
                        yield return $"         {advice}";
                    }
                }
            }
        }
    }

    /// <summary>Bytes are written in hexadecimal by some and in base64 by others: a value that can be read as either is shown as both.</summary>
    internal static string BothEncodings(string value)
    {
        if (value.Length >= 32 && value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit))
        {
            return $"{value} (base64url {Base64UrlText.Encode(Convert.FromHexString(value))})";
        }

        return value.Length >= 22 && Decode(value) is { Length: >= 16 } bytes ? $"{value} (hex {Convert.ToHexStringLower(bytes)})" : value;
    }

    private static string? Advice(ReleaseClause clause)
    {
        if (clause.Found is { } found && Bytes(clause.Wanted) is { } wanted && Bytes(found) is { } seen && wanted.AsSpan().SequenceEqual(seen))
        {
            return "the same bytes in another encoding, or in other letters: write the policy's value exactly as the token has it";
        }

        return clause.Claim switch
        {
            "iss" => "the token is of another attestation service than the policy names",
            "x-ms-sevsnpvm-hostdata" => "another workload runs than the agreement names: compare `cleanroom measure` of what you built with what runs",
            "x-ms-compliance-status" => "the endorsement of the utility VM was missing or not accepted when the token was asked for",
            "x-ms-runtime.agreement_sha256" => "the room serves another agreement than the key was made for: a key serves one agreement",
            "x-ms-sevsnpvm-is-debuggable" => "the guest can be looked into by whoever runs it",
            _ => null,
        };
    }

    private static byte[]? Bytes(string value) =>
        value.Length >= 32 && value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit) ? Convert.FromHexString(value) : Decode(value);

    private static byte[]? Decode(string text)
    {
        string plain = text.Trim().TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return plain.Length > 0 && Base64UrlText.TryDecode(plain, out byte[]? bytes) ? bytes : null;
    }
}
