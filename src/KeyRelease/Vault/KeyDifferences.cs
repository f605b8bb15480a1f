using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Says how a key that is there differs from the one that was to be made, so that its owner need not compare base64 by eye.</summary>
internal static class KeyDifferences
{
    private const int MostNamed = 8;

    /// <summary>The differences, one a phrase; empty when the key is the wanted one.</summary>
    public static IReadOnlyList<string> Find(KeyVaultKey existing, ReleasePolicy policy, NewKeyOptions options)
    {
        List<string> differences = [];
        if (!existing.IsEnabled)
        {
            differences.Add("it is disabled");
        }

        if (!existing.IsExportable)
        {
            differences.Add("it is not exportable, so that no vault releases it");
        }

        if (existing.IsReleasePolicyImmutable != options.ImmutablePolicy)
        {
            differences.Add(existing.IsReleasePolicyImmutable ? "its release policy is immutable" : "its release policy can still be changed");
        }

        if (existing.ReleasePolicy is not ReadOnlyMemory<byte> stored)
        {
            differences.Add("it has no release policy");
        }
        else if (!stored.Span.SequenceEqual(policy.Encoded.Span))
        {
            differences.AddRange(OfPolicies(stored, policy.Encoded));
        }

        return differences;
    }

    private static IEnumerable<string> OfPolicies(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> wanted)
    {
        if (!StrictJson.TryParse(stored, out JsonElement there) || !StrictJson.TryParse(wanted, out JsonElement here))
        {
            return ["its release policy is no policy"];
        }

        List<string> found = [];
        Compare("", here, there, found);
        return found.Count == 0 ? ["its release policy says the same in other bytes"] : found.Take(MostNamed);
    }

    private static void Compare(string at, JsonElement wanted, JsonElement found, List<string> differences)
    {
        if (wanted.ValueKind == JsonValueKind.Object && found.ValueKind == JsonValueKind.Object)
        {
            string[] names = [.. wanted.EnumerateObject().Concat(found.EnumerateObject()).Select(member => member.Name).Distinct()];
            string label = wanted.TryGetProperty("claim", out JsonElement claim) && claim.ValueKind == JsonValueKind.String ? $"{at}[{claim.GetString()}]" : at;
            foreach (string name in names)
            {
                CompareMember($"{label}.{name}".TrimStart('.'), wanted, found, name, differences);
            }
        }
        else if (wanted.ValueKind == JsonValueKind.Array && found.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == found.GetArrayLength())
        {
            for (int index = 0; index < wanted.GetArrayLength(); index++)
            {
                Compare($"{at}", wanted[index], found[index], differences);
            }
        }
        else if (wanted.GetRawText() != found.GetRawText())
        {
            differences.Add($"release policy, {at}: wanted {Shown(wanted)}, it has {Shown(found)}");
        }
    }

    private static void CompareMember(string at, JsonElement wanted, JsonElement found, string name, List<string> differences)
    {
        bool isWanted = wanted.TryGetProperty(name, out JsonElement left);
        bool isFound = found.TryGetProperty(name, out JsonElement right);
        if (isWanted && isFound)
        {
            Compare(at, left, right, differences);
        }
        else
        {
            differences.Add(isWanted ? $"release policy, {at}: wanted {Shown(left)}, it has none" : $"release policy, {at}: it has {Shown(right)}, none is wanted");
        }
    }

    private static string Shown(JsonElement value)
    {
        StringBuilder text = new(value.GetRawText());
        return text.Length <= 120 ? text.ToString() : $"{text.ToString(0, 120)}… ({text.Length} characters)";
    }
}
