using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Policies;

public sealed class ReleasePolicyTests
{
    private const string Authority = "https://sharedneu.neu.attest.azure.net";
    private static readonly Digest256 s_hostData = Digest256.Of("policy"u8);
    private static readonly Digest256 s_agreement = Digest256.Of("agreement"u8);

    private static string Claims => $$"""
        {
          "x-ms-attestation-type": "sevsnpvm",
          "x-ms-compliance-status": "azure-compliant-uvm",
          "x-ms-sevsnpvm-hostdata": "{{s_hostData}}",
          "x-ms-sevsnpvm-is-debuggable": false,
          "x-ms-sevsnpvm-vmpl": 0,
          "x-ms-sevsnpvm-migration-allowed": false,
          "x-ms-runtime": { "agreement_sha256": "{{s_agreement}}" }
        }
        """;

    [Fact]
    public void A_clean_rooms_policy_is_flat_portable_and_has_these_bytes()
    {
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(Authority + "/", s_hostData, s_agreement);

        string expected =
            "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://sharedneu.neu.attest.azure.net\",\"allOf\":["
            + "{\"claim\":\"x-ms-attestation-type\",\"equals\":\"sevsnpvm\"},"
            + "{\"claim\":\"x-ms-compliance-status\",\"equals\":\"azure-compliant-uvm\"},"
            + $"{{\"claim\":\"x-ms-sevsnpvm-hostdata\",\"equals\":\"{s_hostData}\"}},"
            + "{\"claim\":\"x-ms-sevsnpvm-is-debuggable\",\"equals\":\"false\"},"
            + "{\"claim\":\"x-ms-sevsnpvm-vmpl\",\"equals\":\"0\"},"
            + "{\"claim\":\"x-ms-sevsnpvm-migration-allowed\",\"equals\":\"false\"},"
            + $"{{\"claim\":\"x-ms-runtime.agreement_sha256\",\"equals\":\"{s_agreement}\"}}]}}]}}";
        Assert.Equal(expected, Encoding.UTF8.GetString(policy.Encoded.Span));
        Assert.True(policy.IsPortable);
        Assert.Equal([Authority], policy.Authorities);
    }

    [Fact]
    public void A_key_of_several_workloads_is_granted_to_each_and_to_no_other()
    {
        Digest256 second = Digest256.Of("second policy"u8);
        ReleasePolicy both = ReleasePolicy.ForCleanRoom(Authority, [s_hostData, second], s_agreement);

        Assert.True(both.Evaluate(Authority, Json(Claims)).IsGranted);
        Assert.True(both.Evaluate(Authority, Json(Claims.Replace(s_hostData.ToString(), second.ToString(), StringComparison.Ordinal))).IsGranted);
        string third = Digest256.Of("third policy"u8).ToString();
        Assert.False(both.Evaluate(Authority, Json(Claims.Replace(s_hostData.ToString(), third, StringComparison.Ordinal))).IsGranted);
        Assert.True(both.IsPortable);
        Assert.Throws<ArgumentException>(() => ReleasePolicy.ForCleanRoom(Authority, [], s_agreement));
    }

    [Fact]
    public void A_clean_rooms_policy_grants_the_token_it_is_made_for()
    {
        ReleaseDecision decision = CleanRoom().Evaluate(Authority, Json(Claims));

        Assert.True(decision.IsGranted);
        Assert.All(decision.Clauses, clause => Assert.True(clause.IsSatisfied));
        Assert.Equal(8, decision.Clauses.Count);
        Assert.Empty(decision.Failing);
        Assert.Equal("The release policy is satisfied.", decision.Explain());
    }

    [Theory]
    [InlineData("x-ms-attestation-type", "sevsnpvm", "azurevm")]
    [InlineData("x-ms-compliance-status", "azure-compliant-uvm", "azure-compliant-cvm")]
    [InlineData("x-ms-sevsnpvm-is-debuggable", ": false", ": true")]
    [InlineData("x-ms-sevsnpvm-vmpl", ": 0", ": 1")]
    [InlineData("x-ms-sevsnpvm-migration-allowed", "migration-allowed\": false", "migration-allowed\": true")]
    [InlineData("x-ms-runtime.agreement_sha256", "agreement_sha256", "agreement")]
    public void Each_clause_alone_denies_and_is_named(string claim, string from, string to)
    {
        int at = Claims.IndexOf(from, StringComparison.Ordinal);
        string changed = Claims[..at] + to + Claims[(at + from.Length)..];

        ReleaseDecision decision = CleanRoom().Evaluate(Authority, Json(changed));

        Assert.False(decision.IsGranted);
        Assert.Equal(claim, Assert.Single(decision.Failing).Claim);
    }

    [Fact]
    public void The_explanation_names_the_failing_clause_with_wanted_and_found()
    {
        Digest256 other = Digest256.Of("changed"u8);
        string changed = Claims.Replace(s_hostData.ToString(), other.ToString(), StringComparison.Ordinal)
            .Replace("agreement_sha256", "agreement", StringComparison.Ordinal);

        Assert.Equal(
            "The release policy is not satisfied:"
            + $"\n  x-ms-sevsnpvm-hostdata: wanted '{s_hostData}', found '{other}'"
            + $"\n  x-ms-runtime.agreement_sha256: wanted '{s_agreement}', found nothing",
            CleanRoom().Evaluate(Authority, Json(changed)).Explain());
    }

    [Theory]
    [InlineData("https://sharedweu.weu.attest.azure.net")]
    [InlineData("http://sharedneu.neu.attest.azure.net")]
    [InlineData("https://sharedneu.neu.attest.azure.net.evil.example")]
    [InlineData("https://SHAREDNEU.neu.attest.azure.net")]
    [InlineData("https://sharedneu.neu.attest.azure.net//")]
    [InlineData("")]
    public void A_token_of_another_authority_is_denied_for_that_alone(string issuer)
    {
        ReleaseDecision decision = CleanRoom().Evaluate(issuer, Json(Claims));

        Assert.False(decision.IsGranted);
        ReleaseClause failing = Assert.Single(decision.Failing);
        Assert.Equal("iss", failing.Claim);
        Assert.Equal(Authority, failing.Wanted);
    }

    [Fact]
    public void The_host_data_of_the_allow_all_policy_cannot_be_asked_for() =>
        Assert.Throws<ArgumentException>(() =>
            ReleasePolicy.ForCleanRoom(Authority, Digest256.Parse(ReleasePolicy.AllowAllHostData), s_agreement));

    [Theory]
    [InlineData("http://a.example")]
    [InlineData("a.example")]
    [InlineData("https://user@a.example")]
    [InlineData("https://a.example?x=1")]
    public void An_authority_that_is_no_https_address_is_the_callers_mistake(string authority) =>
        Assert.Throws<ArgumentException>(() => ReleasePolicy.ForCleanRoom(authority, s_hostData, s_agreement));

    [Theory]
    [InlineData("false", "false", true)]
    [InlineData("false", "\"false\"", true)]
    [InlineData("\"false\"", "false", true)]
    [InlineData("true", "\"false\"", false)]
    [InlineData("0", "\"0\"", true)]
    [InlineData("\"0\"", "0", true)]
    [InlineData("0", "0.0", true)]
    [InlineData("\"0\"", "\"0.0\"", false)]
    [InlineData("1", "true", false)]
    [InlineData("\"\"", "false", false)]
    [InlineData("\"false\"", "null", false)]
    [InlineData("\"null\"", "null", false)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("\"a\"", "[\"a\"]", false)]
    [InlineData("\"a\"", "{\"a\":\"a\"}", false)]
    [InlineData("103", "\"103\"", true)]
    [InlineData("103", "\"1e2\"", false)]
    [InlineData("\"\\ud800\"", "\"\\ud800\"", null)]
    public void Values_compare_as_loosely_as_the_vaults(string wanted, string found, bool? equal)
    {
        bool read = TryParse($$"""{"version":"1.0.0","anyOf":[{"authority":"{{Authority}}","allOf":[{"claim":"c","equals":{{wanted}}}]}]}""",
            out ReleasePolicy? policy, out ReleasePolicyFailure failure);

        if (equal is null)
        {
            Assert.Equal(ReleasePolicyFailure.NotJson, failure);
            return;
        }

        Assert.True(read);
        Assert.Equal(equal, policy!.Evaluate(Authority, Json($$"""{"c":{{found}}}""")).IsGranted);
    }

    [Theory]
    [InlineData("""{"a":{"b":"x"}}""", true)]
    [InlineData("""{"a.b":"x"}""", false)]
    [InlineData("""{"a":[{"b":"x"}]}""", false)]
    [InlineData("""{"a":{"B":"x"}}""", false)]
    [InlineData("""{"a":"x"}""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{}""", false)]
    public void Dots_lead_through_objects_and_what_is_missing_is_not_equal(string claims, bool granted)
    {
        ReleasePolicy policy = Parse("""{"claim":"a.b","equals":"x"}""");

        Assert.Equal(granted, policy.Evaluate(Authority, Json(claims)).IsGranted);
    }

    [Fact]
    public void Nested_groups_are_read_and_not_portable()
    {
        ReleasePolicy policy = Parse(
            """{"anyOf":[{"claim":"a","equals":"1"},{"allOf":[{"claim":"b","equals":"2"},{"claim":"c","equals":"3"}]}]},{"claim":"d","equals":"4"}""");

        Assert.False(policy.IsPortable);
        Assert.True(policy.Evaluate(Authority, Json("""{"a":1,"d":4}""")).IsGranted);
        Assert.True(policy.Evaluate(Authority, Json("""{"b":2,"c":3,"d":4}""")).IsGranted);
        Assert.Equal(["a", "c"], policy.Evaluate(Authority, Json("""{"b":2,"d":4}""")).Failing.Select(clause => clause.Claim));
        Assert.Equal(["d"], policy.Evaluate(Authority, Json("""{"a":1}""")).Failing.Select(clause => clause.Claim));
    }

    [Fact]
    public void An_undocumented_operator_is_read_flagged_and_never_holds()
    {
        ReleasePolicy policy = Parse("""{"claim":"svn","greater":1}""");

        Assert.False(policy.IsPortable);
        ReleaseDecision decision = policy.Evaluate(Authority, Json("""{"svn":2}"""));
        Assert.False(decision.IsGranted);
        Assert.Contains("operator 'greater' is not portable", decision.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_authorities_is_enough()
    {
        Assert.True(TryParse(
            """{"version":"1.0.0","anyOf":[{"authority":"https://a.example","anyOf":[{"claim":"c","equals":1}]},{"authority":"https://b.example/","allOf":[{"claim":"c","equals":2}]}]}""",
            out ReleasePolicy? policy,
            out _));

        Assert.True(policy!.Evaluate("https://b.example", Json("""{"c":2}""")).IsGranted);
        Assert.True(policy.Evaluate("https://a.example/", Json("""{"c":1}""")).IsGranted);
        Assert.False(policy.Evaluate("https://a.example", Json("""{"c":2}""")).IsGranted);
    }

    [Fact]
    public void A_found_value_is_shown_at_most_200_characters_long()
    {
        ReleaseDecision decision = Parse("""{"claim":"c","equals":"x"}""").Evaluate(Authority, Json($$"""{"c":"{{new string('y', 5000)}}"}"""));

        Assert.Equal(201, Assert.Single(decision.Failing).Found!.Length);
    }

    [Theory]
    [InlineData("", ReleasePolicyFailure.NotJson)]
    [InlineData("{", ReleasePolicyFailure.NotJson)]
    [InlineData("[]", ReleasePolicyFailure.WrongType)]
    [InlineData("null", ReleasePolicyFailure.WrongType)]
    [InlineData("{}", ReleasePolicyFailure.UnknownVersion)]
    [InlineData("""{"version":"1.0.0"}""", ReleasePolicyFailure.NoAuthorities)]
    [InlineData("""{"version":"1.0.0","anyOf":[]}""", ReleasePolicyFailure.NoAuthorities)]
    [InlineData("""{"version":"1.0.0","anyOf":{}}""", ReleasePolicyFailure.WrongType)]
    [InlineData("""{"version":"1.0.0","anyOf":[1]}""", ReleasePolicyFailure.WrongType)]
    [InlineData("""{"version":"2.0.0","anyOf":[]}""", ReleasePolicyFailure.UnknownVersion)]
    [InlineData("""{"version":1,"anyOf":[]}""", ReleasePolicyFailure.UnknownVersion)]
    [InlineData("""{"version":"1.0.0","allOf":[]}""", ReleasePolicyFailure.UnknownMember)]
    [InlineData("""{"version":"1.0.0","version":"1.0.0","anyOf":[]}""", ReleasePolicyFailure.NotJson)]
    [InlineData("""{"version":"1.0.0","anyOf":[],}""", ReleasePolicyFailure.NotJson)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"allOf":[]}]}""", ReleasePolicyFailure.InvalidAuthority)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"http://a.example","allOf":[]}]}""", ReleasePolicyFailure.InvalidAuthority)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":7,"allOf":[]}]}""", ReleasePolicyFailure.InvalidAuthority)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"https://a.example"}]}""", ReleasePolicyFailure.AmbiguousGroup)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[],"anyOf":[]}]}""", ReleasePolicyFailure.AmbiguousGroup)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[]}]}""", ReleasePolicyFailure.EmptyGroup)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":{}}]}""", ReleasePolicyFailure.WrongType)]
    [InlineData("""{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[],"x":1}]}""", ReleasePolicyFailure.UnknownMember)]
    public void A_text_outside_the_grammar_is_refused(string text, ReleasePolicyFailure expected)
    {
        Assert.False(TryParse(text, out _, out ReleasePolicyFailure failure));
        Assert.Equal(expected, failure);
    }

    [Theory]
    [InlineData("1", ReleasePolicyFailure.WrongType)]
    [InlineData("""{"equals":"x"}""", ReleasePolicyFailure.InvalidClaim)]
    [InlineData("""{"claim":1,"equals":"x"}""", ReleasePolicyFailure.InvalidClaim)]
    [InlineData("""{"claim":"","equals":"x"}""", ReleasePolicyFailure.InvalidClaim)]
    [InlineData("""{"claim":"a..b","equals":"x"}""", ReleasePolicyFailure.InvalidClaim)]
    [InlineData("""{"claim":"a"}""", ReleasePolicyFailure.OneOperatorWanted)]
    [InlineData("""{"claim":"a","equals":"x","greater":1}""", ReleasePolicyFailure.OneOperatorWanted)]
    [InlineData("""{"claim":"a","equals":null}""", ReleasePolicyFailure.UnsupportedValue)]
    [InlineData("""{"claim":"a","equals":["x"]}""", ReleasePolicyFailure.UnsupportedValue)]
    [InlineData("""{"claim":"a","equals":{}}""", ReleasePolicyFailure.UnsupportedValue)]
    [InlineData("""{"anyOf":[]}""", ReleasePolicyFailure.EmptyGroup)]
    [InlineData("{}", ReleasePolicyFailure.AmbiguousGroup)]
    public void A_condition_outside_the_grammar_is_refused(string condition, ReleasePolicyFailure expected)
    {
        Assert.False(TryParse(Around(condition), out _, out ReleasePolicyFailure failure));
        Assert.Equal(expected, failure);
    }

    [Fact]
    public void Size_depth_and_number_are_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"anyOf\":[", 8)) + "{\"claim\":\"a\",\"equals\":1}" + string.Concat(Enumerable.Repeat("]}", 8));
        string many = string.Join(',', Enumerable.Repeat("{\"claim\":\"a\",\"equals\":1}", 257));

        Assert.False(TryParse(new string(' ', 65 * 1024), out _, out ReleasePolicyFailure tooLong));
        Assert.False(TryParse(Around(deep), out _, out ReleasePolicyFailure tooDeep));
        Assert.False(TryParse(Around(many), out _, out ReleasePolicyFailure tooMany));
        Assert.Equal(
            [ReleasePolicyFailure.TooLong, ReleasePolicyFailure.NestedTooDeep, ReleasePolicyFailure.TooManyClauses], [tooLong, tooDeep, tooMany]);
    }

    [Fact]
    public void A_real_policy_and_a_real_token_agree()
    {
        byte[] json = File.ReadAllBytes(SharedData.Require("vectors", "key_release", "cvm-release-policy.json"));
        Assert.True(ReleasePolicy.TryParse(json, out ReleasePolicy? policy, out _));
        JsonElement token = Json(File.ReadAllText(SharedData.Require("vectors", "key_release", "attestation-response-body.json")));
        string issuer = token.GetProperty("iss").GetString()!;

        Assert.True(policy.Evaluate(issuer, token).IsGranted);
        Assert.False(policy.Evaluate("https://sharedneu.neu.attest.azure.net", token).IsGranted);
        Assert.False(CleanRoom().Evaluate(issuer, token).IsGranted);
    }

    private static ReleasePolicy CleanRoom() => ReleasePolicy.ForCleanRoom(Authority, s_hostData, s_agreement);

    private static string Around(string conditions) =>
        "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"" + Authority + "\",\"allOf\":[" + conditions + "]}]}";

    private static ReleasePolicy Parse(string conditions)
    {
        Assert.True(TryParse(Around(conditions), out ReleasePolicy? policy, out ReleasePolicyFailure failure), failure.ToString());
        return policy!;
    }

    private static bool TryParse(string text, out ReleasePolicy? policy, out ReleasePolicyFailure failure) =>
        ReleasePolicy.TryParse(Encoding.UTF8.GetBytes(text), out policy, out failure);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
