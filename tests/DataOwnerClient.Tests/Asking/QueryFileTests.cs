using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Drafting;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Asking;

public sealed class QueryFileTests
{
    private const string Overlap = """{"kind":"overlap","terms":"overlap","nanoRho":10000000}""";

    private const string Segments =
        """{"kind":"segments","terms":"segments","nanoRho":200000000,"attoDelta":500000000000,"keys":[{"dataset":"publisher-feeds","column":"u_phonePrice"}],"measures":[{"kind":"rows","name":"impressions"}],"where":[],"having":[],"orderBy":[],"limit":10}""";

    private const string Model =
        """{"kind":"privateModel","terms":"clicks","nanoRho":500000000,"model":"additive","rounds":12,"clipPercent":100,"calibrationPermille":50,"qualityPermille":200,"compare":true,"segments":[]}""";

    private static readonly Agreement s_agreement = OpenSample();

    [Fact]
    public void Each_kind_of_question_is_read()
    {
        Assert.Equal(10_000_000, Assert.IsType<OverlapQuery>(Parse(Overlap)).NanoRho);
        SegmentsQuery segments = Assert.IsType<SegmentsQuery>(Parse(Segments));
        Assert.Equal("publisher-feeds.u_phonePrice", Assert.Single(segments.Keys).ToString());
        Assert.Equal(500_000_000_000, segments.AttoDelta);
        PrivateModelQuery model = Assert.IsType<PrivateModelQuery>(Parse(Model));
        Assert.Equal((PrivateModelKind.Additive, 12, 100, 50, 200, true), (model.Model, model.Rounds, model.ClipPercent, model.CalibrationPermille, model.QualityPermille, model.Compare));
    }

    [Theory]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanoRh":10000000}""", "has no 'nanoRh'; did you mean 'nanoRho'?")]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanorho":10000000}""", "has no 'nanorho'; did you mean 'nanoRho'?")]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanoRho":1,"groups":[]}""", "has no 'groups'; there is keys, terms, nanoRho.")]
    [InlineData("""{"kind":"overlaps","terms":"overlap","nanoRho":1}""", "no kind 'overlaps'; did you mean 'overlap'?")]
    [InlineData("""{"kind":"histogram","terms":"overlap","nanoRho":1}""", "no kind 'histogram'; there is overlap,")]
    [InlineData("""{"terms":"overlap","nanoRho":1}""", "it has no \"kind\": one of overlap,")]
    [InlineData("""{"kind":1,"terms":"overlap","nanoRho":1}""", "it has no \"kind\"")]
    [InlineData("""{"kind":"segments","terms":"segments","nanoRho":1}""", "also needs attoDelta, keys, measures, where, having, orderBy, limit.")]
    public void A_member_that_is_unknown_or_missing_is_named_with_the_nearest(string json, string because) => Refuses(json, ExitCode.Usage, because);

    [Theory]
    [InlineData("nanoRho", "\"10000000\"")]
    [InlineData("nanoRho", "1.5")]
    [InlineData("nanoRho", "1e7")]
    [InlineData("nanoRho", "9223372036854775808")]
    [InlineData("nanoRho", "true")]
    [InlineData("nanoRho", "null")]
    [InlineData("rounds", "2147483648")]
    [InlineData("rounds", "[100]")]
    public void A_value_of_the_wrong_type_or_beyond_its_range_is_named(string member, string value)
    {
        string json = System.Text.RegularExpressions.Regex.Replace(Model, $"\"{member}\":\\d+", $"\"{member}\":{value}");
        Assert.NotEqual(Model, json);

        Refuses(json, ExitCode.Usage, $"the value of {member} is not of the right kind, or out of range");
    }

    [Theory]
    [InlineData("""{"kind":"overlap","terms":"Over Lap","nanoRho":1}""", "terms: A name is")]
    [InlineData("""{"kind":"overlap","terms":7,"nanoRho":1}""", "terms: A name is")]
    [InlineData("""{"kind":"segments","terms":"segments","nanoRho":1,"attoDelta":1,"keys":"u_phonePrice","measures":[],"where":[],"having":[],"orderBy":[],"limit":1}""", "the value of keys is not of the right kind")]
    [InlineData("""{"kind":"segments","terms":"segments","nanoRho":1,"attoDelta":1,"keys":[{"dataset":"publisher-feeds"}],"measures":[],"where":[],"having":[],"orderBy":[],"limit":1}""", "keys[0]")]
    public void A_name_or_list_that_is_none_is_named(string json, string because) => Refuses(json, ExitCode.Usage, because);

    [Theory]
    [InlineData("")]
    [InlineData("overlap")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"overlap\"")]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanoRho":1,}""")]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanoRho":1} {}""")]
    [InlineData("""{"kind":"overlap",/* cheap */"terms":"overlap","nanoRho":1}""")]
    public void What_is_no_JSON_object_is_refused_with_an_example(string json) => Refuses(json, ExitCode.Usage, "A question is written such as {\"kind\":\"overlap\"");

    [Theory]
    [InlineData("""{"kind":"overlap","terms":"overlap","nanoRho":1,"nanoRho":2}""")]
    [InlineData("""{"kind":"overlap","kind":"segments","terms":"overlap","nanoRho":1}""")]
    [InlineData("""{"kind":"segments","terms":"segments","nanoRho":1,"attoDelta":1,"keys":[{"dataset":"publisher-feeds","column":"a","column":"b"}]}""")]
    public void A_name_that_stands_twice_is_refused_because_nobody_knows_which_counts(string json) => Refuses(json, ExitCode.Usage, "is no question");

    [Theory]
    [InlineData("overlp", "the agreement has no terms 'overlp'; did you mean 'overlap'?")]
    [InlineData("reach", "the agreement has no terms 'reach'; there is overlap,")]
    [InlineData("clicks", "the terms 'clicks' are for questions of kind 'privateModel', and this one is of kind 'overlap'")]
    public void Terms_that_the_agreement_does_not_hold_are_refused_with_the_nearest(string terms, string because) =>
        Refuses(Overlap.Replace("\"terms\":\"overlap\"", $"\"terms\":\"{terms}\"", StringComparison.Ordinal), ExitCode.Refused, because);

    private static Query Parse(string json) => QueryFile.Parse(Encoding.UTF8.GetBytes(json), "query.json", s_agreement);

    private static void Refuses(string json, int code, string because)
    {
        ClientException refusal = Assert.Throws<ClientException>(() => Parse(json));
        Assert.Equal(code, refusal.ExitCode);
        Assert.StartsWith("query.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    private static Agreement OpenSample()
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreements.Find("advertising"), out AgreementDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        return draft.Agreement;
    }
}
