using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Sql;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Sql;

/// <summary>Tiers of terms over the same tables, and what a query may spend under them.</summary>
public sealed class SqlTermsTests
{
    private const string Joined = "FROM ads JOIN feeds ON ads.user_id = feeds.u_userId";
    private const string BySection = $"SELECT section, COUNT(*) {Joined} GROUP BY section";
    private const string ByCity = $"SELECT city, COUNT(*) {Joined} GROUP BY city";

    private static readonly SegmentsTerms s_narrow = SampleTerms.Segments with
    {
        Id = TermsId.Parse("narrow"),
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 50_000_000,
        Keys = [SampleAgreement.Column(SampleTerms.Segments.Partners[0], "section")],
    };

    private static readonly Agreement s_tiers = SampleAgreement.Valid with { Queries = [SampleTerms.Segments, s_narrow] };

    [Theory]
    [InlineData(BySection, 5_000_000, null, "segments")]
    [InlineData(BySection, 5_000_001, null, "narrow")]
    [InlineData(BySection, 1_000_000, "narrow", "narrow")]
    [InlineData(ByCity, 5_000_000, null, "segments")]
    public void A_query_is_asked_under_the_first_terms_that_allow_it_or_those_named(string sql, long nanoRho, string? named, string terms)
    {
        SegmentsQuery query = Compiled(s_tiers, sql, Asking(nanoRho, named));
        Assert.Equal(terms, $"{query.Terms}");
        Assert.Empty(QueryAdmission.Check(s_tiers, SampleAgreement.Advertiser, query));
    }

    [Theory]
    [InlineData(BySection, 5_000_000, null, "narrow")]
    [InlineData(BySection, 5_000_000, "segments", null)]
    [InlineData(BySection, 5_000_001, null, null)]
    [InlineData(ByCity, 5_000_000, null, null)]
    public void Other_terms_that_allow_it_and_let_others_have_the_answer_are_named(string sql, long nanoRho, string? named, string? others)
    {
        SqlAsking asking = Asking(nanoRho, named);
        IReadOnlyList<SegmentsTerms> found = SqlQuery.FindOtherRecipients(s_tiers, SampleAgreement.Advertiser, sql, asking, Compiled(s_tiers, sql, asking));
        Assert.Equal(others is null ? [] : [others], found.Select(terms => $"{terms.Id}"));
    }

    [Fact]
    public void Other_terms_for_the_same_recipients_or_another_requester_are_no_choice()
    {
        SegmentsTerms same = SampleTerms.Segments with { Id = TermsId.Parse("same"), Recipients = [.. SampleTerms.Segments.Recipients.Reverse()] };
        Agreement agreement = s_tiers with { Queries = [SampleTerms.Segments, same, s_narrow with { Requesters = [SampleAgreement.Publisher] }] };
        Assert.Empty(SqlQuery.FindOtherRecipients(agreement, SampleAgreement.Advertiser, BySection, Asking(1_000_000), Compiled(agreement, BySection, Asking(1_000_000))));
    }

    [Fact]
    public void Terms_of_another_requester_are_passed_over()
    {
        Agreement others = s_tiers with { Queries = [SampleTerms.Segments with { Requesters = [SampleAgreement.Publisher] }, s_narrow] };
        Assert.Equal(s_narrow.Id, Compiled(others, BySection, Asking(1_000_000)).Terms);
    }

    [Theory]
    [InlineData(BySection, 60_000_000, null, "ρ is 0.06, and such a question under 'segments' spends 0.000001 to 0.005", BySection, 5_000_000)]
    [InlineData(BySection, 60_000_000, "narrow", "ρ is 0.06, and such a question under 'narrow' spends 0.000001 to 0.05", BySection, 50_000_000)]
    [InlineData(BySection, 999, null, "ρ is 0.000000999, and such a question under 'segments' spends 0.000001 to 0.005", BySection, 1000)]
    [InlineData(ByCity, 499_999, null, "ρ is 0.000499999, and such a question under 'segments' spends 0.0005 to 0.005", ByCity, 500_000)]
    [InlineData(ByCity, 1_000_000, "narrow", "feeds.city is no key: groups are by feeds.section", $"SELECT COUNT(*) {Joined}", 1_000_000)]
    [InlineData($"SELECT section, COUNT(*), SUM(hour) {Joined} WHERE hour < 99 GROUP BY section", 9_000_000, null, "ads.hour may not be summed", $"SELECT section, COUNT(*) {Joined} WHERE hour BETWEEN 0 AND 23 GROUP BY section", 9_000_000)]
    [InlineData($"SELECT section, COUNT(*) {Joined} GROUP BY section", 1_000_000, "wide", "advertiser may not ask in SQL under 'wide', only under segments, narrow", BySection, 1_000_000)]
    public void What_no_terms_allow_is_refused_by_those_that_need_the_least_mended(string sql, long nanoRho, string? named, string rule, string nearest, long nearestNanoRho)
    {
        SqlRefusal refusal = Refused(s_tiers, sql, Asking(nanoRho, named));
        Assert.StartsWith(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((nearest, nearestNanoRho), (refusal.Nearest, refusal.NearestAsking.NanoRho));
        Compiled(s_tiers, refusal.Nearest, refusal.NearestAsking);
    }

    [Fact]
    public void The_limit_of_an_owner_is_the_nearest_rho_and_the_owner_is_named()
    {
        DatasetTerms ads = SampleDatasets.AdsTerms with { Rules = OwnerRules.None with { MaximumNanoRho = new OwnerLimitOf { Value = 2_000_000 } } };
        SqlRefusal refusal = Refused(With(s_tiers, ads), ByCity, Asking(3_000_000));
        Assert.Equal(("ρ is 0.003, and such a question under 'segments' spends 0.0005 to 0.002 (asked by advertiser)", ByCity, 2_000_000), (refusal.Rule, refusal.Nearest, refusal.NearestAsking.NanoRho));
        Compiled(With(s_tiers, ads), refusal.Nearest, refusal.NearestAsking);

        // Too little to find out groups: what is left is the question without them. Too little for any: nothing is left.
        ads = ads with { Rules = OwnerRules.None with { MaximumNanoRho = new OwnerLimitOf { Value = 400_000 } } };
        refusal = Refused(With(s_tiers, ads), ByCity, Asking(300_000));
        Assert.Equal(("to find out the values of city takes ρ of 0.0005 and δ of 0.000000000000002 at least, and 'segments' allow 0.0004 and 0.0000001 (asked by advertiser)", $"SELECT COUNT(*) {Joined}"), (refusal.Rule, refusal.Nearest));
        ads = ads with { Rules = OwnerRules.None with { MaximumNanoRho = new OwnerLimitOf { Value = 500 } } };
        refusal = Refused(With(s_tiers, ads), BySection, Asking(500));
        Assert.Equal(("any question spends ρ of 0.000001 at least, and 0.0000005 is allowed (asked by advertiser)", SqlRefusal.None), (refusal.Rule, refusal.Nearest));
    }

    [Fact]
    public void The_owners_most_keys_are_kept_in_the_nearest_query()
    {
        DatasetTerms ads = SampleDatasets.AdsTerms with { Rules = OwnerRules.None with { MaximumKeys = new OwnerLimitOf { Value = 1 } } };
        SqlRefusal refusal = Refused(With(s_tiers, ads), $"SELECT section, city, COUNT(*) {Joined} GROUP BY section, city", Asking(1_000_000));
        Assert.Contains("keys of a question that opens ads is 2, wanted at most 1 (asked by advertiser)", refusal.Rule, StringComparison.Ordinal);
        Assert.Equal(BySection, refusal.Nearest);
    }

    [Theory]
    [InlineData(ByCity, null, 100_000_000_000)]
    [InlineData(ByCity, 2000L, 2000)]
    [InlineData(BySection, 2000L, 0)]
    public void Delta_is_as_much_as_the_terms_allow_or_what_was_asked_and_none_for_public_groups(string sql, long? asked, long attoDelta) =>
        Assert.Equal(attoDelta, Compiled(s_tiers, sql, Asking(5_000_000) with { AttoDelta = asked }).AttoDelta);

    [Theory]
    [InlineData(100_000_000_001, 100_000_000_000)]
    [InlineData(1999, 2000)]
    [InlineData(-1, 2000)]
    public void Delta_outside_its_limits_is_refused_with_the_nearest_limit(long asked, long nearest)
    {
        SqlRefusal refusal = Refused(s_tiers, ByCity, Asking(5_000_000) with { AttoDelta = asked });
        Assert.StartsWith("δ is ", refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((ByCity, nearest), (refusal.Nearest, refusal.NearestAsking.AttoDelta));
        Compiled(s_tiers, refusal.Nearest, refusal.NearestAsking);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void No_rho_throws(long nanoRho) => Compiled(s_tiers, BySection, Refused(s_tiers, BySection, Asking(nanoRho)).NearestAsking);

    [Fact]
    public void Names_that_both_tables_have_are_told_apart_in_the_nearest_query()
    {
        Agreement both = WithTwoOutcomes();
        SqlRefusal refusal = Refused(both, $"SELECT SUM(engaged) AS n, SUM(engaged) / COUNT(*) {Joined} HAVING SUM(engaged) > 3 ORDER BY n", Asking(1_000_000));
        Assert.Equal("both tables have a column engaged: write ads.engaged or feeds.engaged", refusal.Rule);
        Assert.Equal($"SELECT SUM(ads.engaged) AS n, SUM(ads.engaged) / COUNT(*) {Joined} HAVING SUM(ads.engaged) > 3 ORDER BY n", refusal.Nearest);
    }

    [Fact]
    public void There_are_fewer_figures_in_the_nearest_query_where_there_are_too_many()
    {
        Agreement both = WithTwoOutcomes();
        string[] counts = ["COUNT(*)", "COUNT(DISTINCT user_id)", "SUM(label)", "SUM(ads.engaged)"];
        string[] quotients = [.. counts.SelectMany(of => counts.Where(per => per != of).Select(per => $"{of} / {per}"))];
        string most = $"SELECT {string.Join(", ", quotients)} {Joined}";
        Assert.Equal(SegmentsQuery.MostMeasures, Compiled(both, most, Asking(1_000_000)).Measures.Count);
        SqlRefusal refusal = Refused(both, $"SELECT {string.Join(", ", quotients)}, AVG(price) {Joined} HAVING SUM(price) > 3 ORDER BY AVG(price)", Asking(1_000_000));
        Assert.Equal(("there are at most 16 figures, parts of quotients included", most), (refusal.Rule, refusal.Nearest));
    }

    [Fact]
    public void Where_a_join_counts_otherwise_than_in_standard_sql_it_is_said()
    {
        IReadOnlyList<string> differences = Differences(s_tiers, $"SELECT city, COUNT(*) {Joined} WHERE section = 'news' AND hour > 3 GROUP BY city");
        Assert.Equal(3, differences.Count);
        Assert.StartsWith("each row of ads counts once, however many rows its person has in feeds", differences[0], StringComparison.Ordinal);
        Assert.StartsWith("of a person with several values of feeds.city only the most frequent counts", differences[1], StringComparison.Ordinal);
        Assert.StartsWith("of a person with several values of feeds.section", differences[2], StringComparison.Ordinal);
        Assert.Single(Differences(s_tiers, $"SELECT SUM(price) {Joined}"));
        Assert.Empty(Differences(s_tiers, $"SELECT slot, COUNT(DISTINCT user_id) {Joined} GROUP BY slot"));

        // With one row a person in the other table a join is a join.
        DatasetTerms feeds = SampleDatasets.FeedsTerms with { MaximumRowsPerPerson = 1 };
        Assert.Empty(Differences(With(s_tiers, feeds), $"SELECT city, COUNT(*) {Joined} GROUP BY city"));
    }

    [Fact]
    public void What_a_sum_of_an_outcome_counts_and_an_average_divides_by_is_said()
    {
        Agreement one = With(s_tiers, SampleDatasets.FeedsTerms with { MaximumRowsPerPerson = 1 });
        Assert.StartsWith("clicks counts the rows whose ads.label is '1'; any other value, and none, counts 0", Assert.Single(Differences(one, $"SELECT SUM(label) AS clicks, AVG(label) {Joined}")), StringComparison.Ordinal);
        Assert.StartsWith("avg-price divides by all rows: one without a value of ads.price counts as 0 in it", Assert.Single(Differences(one, $"SELECT AVG(price) {Joined}")), StringComparison.Ordinal);
        Assert.Empty(Differences(one, $"SELECT SUM(price), COUNT(*) {Joined}"));
        Assert.Empty(Differences(one, $"SELECT SUM(price) / COUNT(DISTINCT user_id) {Joined}"));
    }

    [Theory]
    [InlineData("2", ColumnType.Int64)]
    [InlineData("0", ColumnType.Int64)]
    [InlineData("yes", ColumnType.String)]
    [InlineData("false", ColumnType.Boolean)]
    public void An_outcome_whose_value_is_no_one_is_counted_and_not_summed(string positive, ColumnType type)
    {
        Agreement other = WithLabel(positive, type);
        string count = $"COUNT(*) FILTER (WHERE label = '{positive}')";
        SqlRefusal refusal = Refused(other, $"SELECT SUM(label) AS n, SUM(label) / COUNT(*), AVG(label) AS rate, SUM(price) {Joined} HAVING SUM(label) > 3 ORDER BY AVG(label)", Asking(1_000_000));
        Assert.Equal($"ads.label is no number to add up: COUNT(*) FILTER (WHERE ads.label = '{positive}') counts its rows", refusal.Rule);
        Assert.Equal($"SELECT {count} AS n, {count} / COUNT(*), {count} / COUNT(*) AS rate, SUM(price) {Joined} HAVING {count} > 3 ORDER BY {count} / COUNT(*)", refusal.Nearest);
        Compiled(other, refusal.Nearest, refusal.NearestAsking);
    }

    [Theory]
    [InlineData("1", ColumnType.Int64)]
    [InlineData("1", ColumnType.String)]
    [InlineData("true", ColumnType.Boolean)]
    public void An_outcome_whose_value_is_a_one_is_summed(string positive, ColumnType type) =>
        Assert.IsType<OutcomeMeasure>(Assert.Single(Compiled(WithLabel(positive, type), $"SELECT SUM(label) {Joined}", Asking(1_000_000)).Measures));

    private static Agreement WithLabel(string positive, ColumnType type)
    {
        ColumnTerms label = SampleDatasets.Column("label", type, ColumnRole.Label, new LabelDomain { Positive = positive });
        return With(s_tiers, SampleDatasets.AdsTerms with { Columns = [.. SampleDatasets.AdsTerms.Columns.Select(column => column.Name == label.Name ? label : column)] });
    }

    private static Agreement WithTwoOutcomes()
    {
        ColumnTerms engaged = SampleDatasets.Column("engaged", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" });
        DatasetTerms ads = SampleDatasets.AdsTerms with { Columns = [.. SampleDatasets.AdsTerms.Columns, engaged] };
        SegmentsTerms terms = SampleTerms.Segments with { Outcomes = [SampleTerms.Label, SampleAgreement.Column(ads.Id, "engaged")] };
        return With(s_tiers, ads) with { Queries = [terms] };
    }

    private static SqlAsking Asking(long nanoRho, string? terms = null) => new() { NanoRho = nanoRho, Terms = terms is null ? null : TermsId.Parse(terms) };

    private static Agreement With(Agreement agreement, DatasetTerms dataset) => agreement with { Datasets = [.. agreement.Datasets.Select(each => each.Id == dataset.Id ? dataset : each)] };

    private static IReadOnlyList<string> Differences(Agreement agreement, string sql) => SqlQuery.Differences(agreement, Compiled(agreement, sql, Asking(1_000_000)));

    private static SegmentsQuery Compiled(Agreement agreement, string sql, SqlAsking asking)
    {
        Assert.True(SqlQuery.TryCompile(agreement, SampleAgreement.Advertiser, sql, asking, out SegmentsQuery? query, out SqlRefusal? refusal), refusal?.ToString());
        return query;
    }

    private static SqlRefusal Refused(Agreement agreement, string sql, SqlAsking asking)
    {
        Assert.False(SqlQuery.TryCompile(agreement, SampleAgreement.Advertiser, sql, asking, out _, out SqlRefusal? refusal));
        return refusal;
    }
}
