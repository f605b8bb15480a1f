using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>Reads the policy grammar strictly: known members only, each once, each of its type.</summary>
internal sealed class PolicyReader
{
    private const int MaxLength = 64 * 1024;
    private const int MaxDepth = 8;
    private const int MaxClauses = 256;

    private int _clauses;

    private PolicyReader()
    {
    }

    public static ReleasePolicyFailure Read(ReadOnlyMemory<byte> json, out List<AuthorityRule> rules)
    {
        rules = [];
        return json.Length > MaxLength ? ReleasePolicyFailure.TooLong
            : !StrictJson.TryParse(json, out JsonElement root) ? ReleasePolicyFailure.NotJson
            : new PolicyReader().Root(root, rules);
    }

    private ReleasePolicyFailure Root(JsonElement root, List<AuthorityRule> rules)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ReleasePolicyFailure.WrongType;
        }

        if (root.EnumerateObject().Any(member => member.Name is not ("version" or "anyOf")))
        {
            return ReleasePolicyFailure.UnknownMember;
        }

        if (!root.TryGetProperty("version", out JsonElement version) || ClaimValue.Text(version) != "1.0.0")
        {
            return ReleasePolicyFailure.UnknownVersion;
        }

        if (!root.TryGetProperty("anyOf", out JsonElement anyOf))
        {
            return ReleasePolicyFailure.NoAuthorities;
        }

        if (anyOf.ValueKind != JsonValueKind.Array)
        {
            return ReleasePolicyFailure.WrongType;
        }

        foreach (JsonElement element in anyOf.EnumerateArray())
        {
            ReleasePolicyFailure failure = Rule(element, rules);
            if (failure != ReleasePolicyFailure.None)
            {
                return failure;
            }
        }

        return rules.Count == 0 ? ReleasePolicyFailure.NoAuthorities : ReleasePolicyFailure.None;
    }

    private ReleasePolicyFailure Rule(JsonElement element, List<AuthorityRule> rules)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return ReleasePolicyFailure.WrongType;
        }

        if (element.EnumerateObject().Any(member => member.Name is not ("authority" or "allOf" or "anyOf")))
        {
            return ReleasePolicyFailure.UnknownMember;
        }

        if (!element.TryGetProperty("authority", out JsonElement authority) || authority.ValueKind != JsonValueKind.String ||
            ClaimValue.Text(authority) is not string text || !AuthorityRule.TryNormalise(text, out string? normalised))
        {
            return ReleasePolicyFailure.InvalidAuthority;
        }

        ReleasePolicyFailure failure = Group(element, 1, out PolicyGroup? group);
        if (group is not null)
        {
            rules.Add(new AuthorityRule(normalised, group));
        }

        return failure;
    }

    private ReleasePolicyFailure Group(JsonElement element, int depth, out PolicyGroup? group)
    {
        group = null;
        bool all = element.TryGetProperty("allOf", out JsonElement conditions);
        bool any = element.TryGetProperty("anyOf", out JsonElement alternatives);
        if (all == any)
        {
            return ReleasePolicyFailure.AmbiguousGroup;
        }

        if (depth > MaxDepth)
        {
            return ReleasePolicyFailure.NestedTooDeep;
        }

        JsonElement list = all ? conditions : alternatives;
        if (list.ValueKind != JsonValueKind.Array)
        {
            return ReleasePolicyFailure.WrongType;
        }

        List<PolicyCondition> read = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            ReleasePolicyFailure failure = Condition(item, depth, out PolicyCondition? condition);
            if (condition is null)
            {
                return failure;
            }

            read.Add(condition);
        }

        group = read.Count == 0 ? null : new PolicyGroup(all, read);
        return group is null ? ReleasePolicyFailure.EmptyGroup : ReleasePolicyFailure.None;
    }

    private ReleasePolicyFailure Condition(JsonElement item, int depth, out PolicyCondition? condition)
    {
        condition = null;
        if (item.ValueKind != JsonValueKind.Object)
        {
            return ReleasePolicyFailure.WrongType;
        }

        if (item.TryGetProperty("claim", out _))
        {
            return Clause(item, out condition);
        }

        if (item.EnumerateObject().Any(member => member.Name is not ("allOf" or "anyOf")))
        {
            return ReleasePolicyFailure.InvalidClaim;
        }

        ReleasePolicyFailure failure = Group(item, depth + 1, out PolicyGroup? group);
        condition = group;
        return failure;
    }

    private ReleasePolicyFailure Clause(JsonElement item, out PolicyCondition? condition)
    {
        condition = null;
        JsonElement name = item.GetProperty("claim");
        if (name.ValueKind != JsonValueKind.String || ClaimValue.Text(name) is not string claim || claim.Split('.').Contains(""))
        {
            return ReleasePolicyFailure.InvalidClaim;
        }

        JsonProperty[] operators = [.. item.EnumerateObject().Where(member => member.Name != "claim")];
        if (operators.Length != 1)
        {
            return ReleasePolicyFailure.OneOperatorWanted;
        }

        if (ClaimValue.Text(operators[0].Value) is null)
        {
            return ReleasePolicyFailure.UnsupportedValue;
        }

        if (++_clauses > MaxClauses)
        {
            return ReleasePolicyFailure.TooManyClauses;
        }

        condition = new PolicyClause(claim, operators[0].Name, operators[0].Value);
        return ReleasePolicyFailure.None;
    }
}
