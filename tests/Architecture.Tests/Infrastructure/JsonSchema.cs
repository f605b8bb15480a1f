using System.Text.Json;

namespace EnclaveCleanRoom.Architecture.Tests.Infrastructure;

/// <summary>The part of JSON Schema 2020-12 that the schema of the templates is written in. A keyword beyond it is an error of the schema, so that no rule goes unchecked.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> s_silent = ["$schema", "title", "$defs"];

    /// <summary>What does not fit, each with its place; empty when all does.</summary>
    internal IReadOnlyList<string> Check(JsonElement value)
    {
        List<string> problems = [];
        Check(root, value, "", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        foreach (JsonProperty rule in schema.EnumerateObject().Where(rule => !s_silent.Contains(rule.Name)))
        {
            switch (rule.Name)
            {
                case "$ref":
                    Check(Resolve(rule.Value.GetString()!), value, at, problems);
                    break;
                case "type":
                    Require(Types(rule.Value).Any(type => Is(type, value)), $"{at}: it is {Name(value)}, not {Compact(rule.Value)}");
                    break;
                case "enum":
                    Require(rule.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"{at}: {Compact(value)} is none of {Compact(rule.Value)}");
                    break;
                case "minItems":
                    Require(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(), $"{at}: too few items");
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    CheckItems(rule.Value, value, at, problems);
                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    problems.AddRange(rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: {name} is missing"));
                    break;
                case "properties" or "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                    CheckMembers(schema, rule, value, at, problems);
                    break;
                case "oneOf":
                    CheckOneOf(rule.Value, value, at, problems);
                    break;
                case "items" or "required" or "properties" or "additionalProperties":
                    break;
                default:
                    throw new NotSupportedException($"The schema says '{rule.Name}', which nothing here checks.");
            }
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }

    private void CheckItems(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        int place = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            Check(schema, item, $"{at}[{place++}]", problems);
        }
    }

    private void CheckMembers(JsonElement schema, JsonProperty rule, JsonElement value, string at, List<string> problems)
    {
        bool hasNamed = schema.TryGetProperty("properties", out JsonElement named);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            bool isNamed = hasNamed && named.TryGetProperty(member.Name, out _);
            if (rule.Name == "properties" && isNamed)
            {
                Check(named.GetProperty(member.Name), member.Value, $"{at}.{member.Name}", problems);
            }
            else if (rule.Name == "additionalProperties" && !isNamed)
            {
                if (rule.Value.ValueKind == JsonValueKind.False)
                {
                    problems.Add($"{at}: '{member.Name}' is unknown");
                }
                else
                {
                    Check(rule.Value, member.Value, $"{at}.{member.Name}", problems);
                }
            }
        }
    }

    /// <summary>Alternatives are told apart by their member <c>type</c>, so that a problem is that of the alternative that was meant.</summary>
    private void CheckOneOf(JsonElement alternatives, JsonElement value, string at, List<string> problems)
    {
        JsonElement[] meant = [.. alternatives.EnumerateArray().Select(each => each.TryGetProperty("$ref", out JsonElement reference) ? Resolve(reference.GetString()!) : each)
            .Where(each => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out JsonElement type)
                && each.GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, type)))];
        if (meant.Length == 1)
        {
            Check(meant[0], value, at, problems);
        }
        else
        {
            problems.Add($"{at}: no resource of this type is known");
        }
    }

    private JsonElement Resolve(string reference) =>
        root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..].Replace("~1", "/", StringComparison.Ordinal));

    private static IEnumerable<string> Types(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema says type '{type}'."),
    };

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);

    private static string Name(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();
}
