using System.Diagnostics;
using System.Text.Json;

namespace EnclaveCleanRoom.Agreements.Identity.Json;

/// <summary>Reads and writes the JSON form of version 1. Each kind of rule has exactly its own members, each once.</summary>
internal static class IdRulesJson
{
    private const string Version = "version";
    private const string RuleList = "rules";
    private const string Kind = "rule";
    private const string To = "to";
    private const string IgnoreDotsAt = "ignoreDotsAt";
    private const string IgnoreTagsAt = "ignoreTagsAt";
    private const string CountryCode = "countryCode";
    private const string TrunkPrefix = "trunkPrefix";
    private const int MaximumDomains = 64;
    private const int MaximumDomainLength = 253;

    public static IdNormalisationFailure TryRead(JsonElement root, out IdNormalisation? normalisation)
    {
        normalisation = null;
        if (!HasExactly(root, Version, RuleList) || root.GetProperty(RuleList).ValueKind != JsonValueKind.Array)
        {
            return IdNormalisationFailure.Malformed;
        }

        JsonElement version = root.GetProperty(Version);
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != IdNormalisation.CurrentVersion)
        {
            return IdNormalisationFailure.UnknownVersion;
        }

        JsonElement list = root.GetProperty(RuleList);
        if (list.GetArrayLength() > IdNormalisation.MaximumRules)
        {
            return IdNormalisationFailure.TooManyRules;
        }

        List<IdRule> rules = [];
        foreach (JsonElement element in list.EnumerateArray())
        {
            IdNormalisationFailure failure = TryReadRule(element, out IdRule? rule);
            if (rule is null)
            {
                return failure;
            }

            rules.Add(rule);
        }

        IdNormalisationFailure check = IdNormalisation.Check(rules);
        normalisation = check == IdNormalisationFailure.None ? new IdNormalisation(rules) : null;
        return check;
    }

    public static void Write(Utf8JsonWriter writer, IdNormalisation normalisation)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Version, IdNormalisation.CurrentVersion);
        writer.WriteStartArray(RuleList);
        foreach (IdRule rule in normalisation.Rules)
        {
            writer.WriteStartObject();
            WriteMembers(writer, rule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IdRule rule)
    {
        switch (rule)
        {
            case TrimRule:
                writer.WriteString(Kind, "trim");
                break;
            case CaseRule letters:
                writer.WriteString(Kind, "case");
                writer.WriteString(To, letters.Case == LetterCase.Lower ? "lower" : "upper");
                break;
            case EmailRule email:
                writer.WriteString(Kind, "email");
                WriteList(writer, IgnoreDotsAt, email.IgnoreDotsAt);
                WriteList(writer, IgnoreTagsAt, email.IgnoreTagsAt);
                break;
            case PhoneRule phone:
                writer.WriteString(Kind, "phone");
                writer.WriteString(CountryCode, phone.CountryCode);
                writer.WriteString(TrunkPrefix, phone.TrunkPrefix);
                break;
            default:
                throw new UnreachableException("The kinds of rules are closed.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> items)
    {
        writer.WriteStartArray(name);
        foreach (string item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static IdNormalisationFailure TryReadRule(JsonElement element, out IdRule? rule)
    {
        rule = null;
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(Kind, out JsonElement kind) || kind.ValueKind != JsonValueKind.String)
        {
            return IdNormalisationFailure.InvalidRule;
        }

        switch (kind.GetString())
        {
            case "trim":
                rule = HasExactly(element, Kind) ? new TrimRule() : null;
                break;
            case "case":
                rule = HasExactly(element, Kind, To) && TryReadCase(element.GetProperty(To), out LetterCase letters) ? new CaseRule(letters) : null;
                break;
            case "email":
                rule = ReadEmail(element);
                break;
            case "phone":
                rule = ReadPhone(element);
                break;
            default:
                return IdNormalisationFailure.UnknownRule;
        }

        return rule is null ? IdNormalisationFailure.InvalidRule : IdNormalisationFailure.None;
    }

    private static bool TryReadCase(JsonElement element, out LetterCase letters)
    {
        bool isUpper = element.ValueKind == JsonValueKind.String && element.ValueEquals("upper");
        letters = isUpper ? LetterCase.Upper : LetterCase.Lower;
        return isUpper || (element.ValueKind == JsonValueKind.String && element.ValueEquals("lower"));
    }

    private static EmailRule? ReadEmail(JsonElement element) =>
        HasExactly(element, Kind, IgnoreDotsAt, IgnoreTagsAt)
        && ReadDomains(element.GetProperty(IgnoreDotsAt)) is { } dots
        && ReadDomains(element.GetProperty(IgnoreTagsAt)) is { } tags
            ? new EmailRule { IgnoreDotsAt = dots, IgnoreTagsAt = tags }
            : null;

    private static PhoneRule? ReadPhone(JsonElement element) =>
        HasExactly(element, Kind, CountryCode, TrunkPrefix)
        && element.GetProperty(CountryCode) is { ValueKind: JsonValueKind.String } code && PhoneRule.IsCountryCode(code.GetString()!)
        && element.GetProperty(TrunkPrefix) is { ValueKind: JsonValueKind.String } trunk && PhoneRule.IsTrunkPrefix(trunk.GetString()!)
            ? new PhoneRule(code.GetString()!, trunk.GetString()!)
            : null;

    private static List<string>? ReadDomains(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MaximumDomains)
        {
            return null;
        }

        List<string> domains = [];
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String
                || item.GetString() is not { Length: >= 1 and <= MaximumDomainLength } domain
                || domain.Any(c => char.IsUpper(c) || char.IsWhiteSpace(c)))
            {
                return null;
            }

            domains.Add(domain);
        }

        return domains;
    }

    private static bool HasExactly(JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        int count = 0;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            count++;
            if (!names.Contains(member.Name))
            {
                return false;
            }
        }

        // Every member is a known one: as many as there are names, and each present, leaves no room for a repeated one.
        foreach (string name in names)
        {
            if (!element.TryGetProperty(name, out _))
            {
                return false;
            }
        }

        return count == names.Length;
    }
}
