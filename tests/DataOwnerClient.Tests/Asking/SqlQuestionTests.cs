using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Drafting;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Asking;

public sealed class SqlQuestionTests
{
    private const string Sql =
        "SELECT u_phonePrice, COUNT(*) AS impressions, SUM(advertiser-ads.label) AS clicks FROM advertiser-ads JOIN publisher-feeds ON user_id = u_userId GROUP BY u_phonePrice HAVING clicks >= 5";

    private static readonly Agreement s_agreement = Open();

    [Fact]
    public void What_it_is_compiled_to_can_be_asked_from_a_file_too()
    {
        SegmentsQuery query = SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql, new SqlOptions("0.2"));
        Assert.Equal((200_000_000, 500_000_000_000), (query.NanoRho, query.AttoDelta));
        Query read = QueryFile.Parse(Encoding.UTF8.GetBytes(QueryFile.Write(query)), "file", s_agreement);
        Assert.True(query.IsSameAs(read));
    }

    [Fact]
    public void A_refusal_says_where_why_and_what_would_pass()
    {
        ClientException refused = Assert.Throws<ClientException>(() => SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql.Replace("COUNT(*)", "COUNT(*) AS x, user_id", StringComparison.Ordinal), new SqlOptions("0.2")));
        Assert.Contains("at character", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<ClientException>(() => SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql + " LIMIT 20000", new SqlOptions("0.2")));
        Assert.Contains("a limit is 1 to 10000.\nThe nearest question that would pass:\n  SELECT u_phonePrice", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("101")]
    [InlineData("1e3")]
    [InlineData("much")]
    public void What_it_may_spend_is_said(string? rho) =>
        Assert.Contains("--sql needs --rho", Assert.Throws<ClientException>(() => SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql, new SqlOptions(rho))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_it_spends_and_for_whom_is_said_and_delta_may_be_less()
    {
        SegmentsQuery query = SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql, new SqlOptions("0.2"));
        Assert.Contains("and δ = 0.0000005, the most that the terms allow: --delta asks with less", SqlQuestion.Spent(s_agreement, query), StringComparison.Ordinal);
        query = SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql, new SqlOptions("0.2", "1e-7", $"{query.Terms}"));
        Assert.Equal(100_000_000_000, query.AttoDelta);
        Assert.EndsWith("; spends ρ = 0.2 and δ = 0.0000001", SqlQuestion.Spent(s_agreement, query), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e-19", null, "--delta 1e-19 is no number")]
    [InlineData("2", null, "--delta 2 is no number")]
    [InlineData("little", null, "--delta little is no number")]
    [InlineData(null, "No Terms", "--terms No Terms is no name")]
    public void Options_that_are_none_are_refused(string? delta, string? terms, string message) =>
        Assert.Contains(message, Assert.Throws<ClientException>(() => SqlQuestion.Read(new SqlOptions("0.2", delta, terms))).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_outside_their_limits_are_refused_with_those_that_would_pass()
    {
        ClientException refused = Assert.Throws<ClientException>(() => SqlQuestion.Compile(s_agreement, PartyId.Parse("advertiser"), Sql, new SqlOptions("99", "0.5", "nowhere")));
        Assert.StartsWith("No question: advertiser may not ask in SQL under 'nowhere', only under segments.\nAlso: ρ is 99, and such a question under 'segments' spends ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(".\nAlso: δ is 0.5, and ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\n  with --rho ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(", --delta 0.0000005, no --terms", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_terms_for_different_recipients_allow_it_they_are_named_before_it_is_asked()
    {
        SegmentsTerms wide = s_agreement.Queries.OfType<SegmentsTerms>().Single();
        SegmentsTerms own = wide with { Id = TermsId.Parse("own"), Recipients = [PartyId.Parse("advertiser")] };
        Agreement tiers = s_agreement with { Queries = [.. s_agreement.Queries, own] };
        SegmentsQuery Compile(SqlOptions options) => SqlQuestion.Compile(tiers, PartyId.Parse("advertiser"), Sql, options);
        ClientException refused = Assert.Throws<ClientException>(() => Compile(new SqlOptions("0.2")));
        Assert.EndsWith("Name those that are meant: --terms segments (for publisher, advertiser), or --terms own (for advertiser).", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Equal(own.Id, Compile(new SqlOptions("0.2", null, "own")).Terms);
        Assert.Equal(wide.Id, Compile(new SqlOptions("0.2", null, "segments")).Terms);
        Assert.Equal(wide.Id, Compile(new SqlOptions("0.2", IsPreview: true)).Terms);
    }

    private static Agreement Open()
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreements.Find("advertising"), out AgreementDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        return draft.Agreement;
    }
}
