using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.Agreements.Tests.Identity;

public sealed class IdNormalisationJsonTests
{
    private const string Full =
        """{"version":1,"rules":[{"rule":"trim"},{"rule":"case","to":"lower"},{"rule":"email","ignoreDotsAt":["gmail.com"],"ignoreTagsAt":["*"]}]}""";

    public static TheoryData<string> Accepted => new(
        Full,
        """{"version":1,"rules":[]}""",
        """{"version":1,"rules":[{"rule":"case","to":"upper"},{"rule":"phone","countryCode":"44","trunkPrefix":"0"}]}""");

    public static TheoryData<string, string> Refused => new()
    {
        { "", nameof(IdNormalisationFailure.Malformed) },
        { "null", nameof(IdNormalisationFailure.Malformed) },
        { "[]", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"rules":[]}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1,"rules":{}}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1,"rules":[],"more":1}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1,"version":1,"rules":[]}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1,"rules":[],}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":1,"rules":[]} {}""", nameof(IdNormalisationFailure.Malformed) },
        { """{"version":2,"rules":[]}""", nameof(IdNormalisationFailure.UnknownVersion) },
        { """{"version":"1","rules":[]}""", nameof(IdNormalisationFailure.UnknownVersion) },
        { """{"version":1.5,"rules":[]}""", nameof(IdNormalisationFailure.UnknownVersion) },
        { """{"version":1,"rules":[{"rule":"hash"}]}""", nameof(IdNormalisationFailure.UnknownRule) },
        { """{"version":1,"rules":[{"rule":"Trim"}]}""", nameof(IdNormalisationFailure.UnknownRule) },
        { """{"version":1,"rules":["trim"]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[null]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":1}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"trim","to":"lower"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"case"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"case","to":"title"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"case","to":null}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"email"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"email","ignoreDotsAt":"*","ignoreTagsAt":[]}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"email","ignoreDotsAt":[""],"ignoreTagsAt":[]}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"email","ignoreDotsAt":["Gmail.com"],"ignoreTagsAt":[]}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"phone","countryCode":"044","trunkPrefix":"0"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"phone","countryCode":44,"trunkPrefix":"0"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        { """{"version":1,"rules":[{"rule":"phone","countryCode":"44","trunkPrefix":"0000"}]}""", nameof(IdNormalisationFailure.InvalidRule) },
        {
            """{"version":1,"rules":[{"rule":"phone","countryCode":"44","trunkPrefix":"0"},{"rule":"email","ignoreDotsAt":[],"ignoreTagsAt":[]}]}""",
            nameof(IdNormalisationFailure.ContradictoryRules)
        },
        {
            """{"version":1,"rules":[{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"},{"rule":"trim"}]}""",
            nameof(IdNormalisationFailure.TooManyRules)
        },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_list_of_rules_is_read_and_written_byte_for_byte(string json)
    {
        Assert.True(IdNormalisation.TryParse(Encoding.UTF8.GetBytes(json), out IdNormalisation? rules, out IdNormalisationFailure failure));
        Assert.Equal(IdNormalisationFailure.None, failure);
        Assert.Equal(json, Encoding.UTF8.GetString(rules.Write()));
        Assert.Equal(rules, JsonSerializer.Deserialize<IdNormalisation>(json));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_refused_with_its_reason(string json, string expected)
    {
        Assert.False(IdNormalisation.TryParse(Encoding.UTF8.GetBytes(json), out IdNormalisation? rules, out IdNormalisationFailure failure));
        Assert.Null(rules);
        Assert.Equal(expected, failure.ToString());
    }

    [Fact]
    public void Inside_a_larger_document_unknown_members_are_refused_as_well() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IdNormalisation>("""{"version":1,"rules":[],"note":""}"""));

    [Fact]
    public void Repeated_members_of_a_rule_are_refused_inside_a_larger_document() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IdNormalisation>("""{"version":1,"rules":[{"rule":"case","to":"lower","to":"upper"}]}"""));

    [Fact]
    public void Equality_is_by_content_and_order()
    {
        Assert.Equal(new IdNormalisation(new TrimRule(), EmailRule.Common), new IdNormalisation(new TrimRule(), new EmailRule
        {
            IgnoreDotsAt = ["gmail.com", "googlemail.com"],
            IgnoreTagsAt = ["gmail.com", "googlemail.com"],
        }));
        Assert.NotEqual(new IdNormalisation(new TrimRule(), new CaseRule(LetterCase.Lower)), new IdNormalisation(new CaseRule(LetterCase.Lower), new TrimRule()));
    }
}
