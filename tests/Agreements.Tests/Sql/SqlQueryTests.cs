using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Sql;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Sql;

public sealed class SqlQueryTests
{
    private const string Joined = "FROM ads JOIN feeds ON ads.user_id = feeds.u_userId";

    [Fact]
    public void Every_clause_becomes_a_part_of_the_typed_query()
    {
        SegmentsQuery query = Compiled($"""
            select section, campaign, COUNT(*) AS impressions, SUM(label) AS clicks, SUM(price) AS "Cost", COUNT(DISTINCT user_id) AS people,
                   SUM(label) / COUNT(*) AS ctr, AVG(price), SUM(price) / SUM(label) AS cpc
            {Joined}
            WHERE section IN ('news', 'sport') AND hour BETWEEN 8 AND 20 AND hour > 9
            GROUP BY section, ads.campaign
            HAVING COUNT(*) >= 100 AND ctr < 0.5
            ORDER BY impressions DESC, cpc
            LIMIT 20;
            """);
        Assert.Equal((SampleAgreement.Segments, 5_000_000, 100_000_000_000, 20), (query.Terms, query.NanoRho, query.AttoDelta, query.Limit));
        Assert.Equal(["feeds.section", "ads.campaign"], query.Keys.Select(key => $"{key}"));
        Assert.Equal(["impressions", "clicks", "cost", "people", "ctr", "avg-price", "cpc"], query.Measures.Select(measure => $"{measure.Name}"));
        Assert.Equal(("clicks", "impressions"), query.Measures[4] is RatioMeasure ctr ? ($"{ctr.Of}", $"{ctr.Per}") : default);
        Assert.Equal(("cost", "impressions"), query.Measures[5] is RatioMeasure average ? ($"{average.Of}", $"{average.Per}") : default);
        Assert.Equal(("cost", "clicks"), query.Measures[6] is RatioMeasure cost ? ($"{cost.Of}", $"{cost.Per}") : default);
        Assert.Equal(["news", "sport"], Assert.IsType<AnyOfCondition>(query.Where[0]).Values);
        Assert.Equal((8, 20), query.Where[1] is BetweenCondition between ? (between.Minimum, between.Maximum) : default);
        Assert.Equal((10, 23), query.Where[2] is BetweenCondition above ? (above.Minimum, above.Maximum) : default);
        Assert.Equal([("impressions", FigureComparison.AtLeast, 100.0), ("ctr", FigureComparison.Below, 0.5)], query.Having.Select(having => ($"{having.Figure}", having.Is, having.Value)));
        Assert.Equal([("impressions", true), ("cpc", false)], query.OrderBy.Select(order => ($"{order.Figure}", order.Descending)));
        Assert.Empty(QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Advertiser, query));
    }

    [Fact]
    public void An_outcome_is_counted_by_its_agreed_value_too_and_public_keys_need_no_delta()
    {
        SegmentsQuery query = Compiled($"SELECT section, COUNT(*) FILTER (WHERE label = '1') AS clicks {Joined} GROUP BY section");
        Assert.Equal((0, SegmentsQuery.MostShown), (query.AttoDelta, query.Limit));
        Assert.IsType<OutcomeMeasure>(Assert.Single(query.Measures));
    }

    [Fact]
    public void Without_group_by_all_rows_are_one_group() => Assert.Empty(Compiled($"SELECT COUNT(*) {Joined}").Keys);

    [Theory]
    [InlineData("", 1, "wanted SELECT")]
    [InlineData("SELECT", 7, "wanted a column")]
    [InlineData("SELECT COUNT(*)", 16, "wanted FROM")]
    [InlineData("SELECT MAX(price) FROM ads", 8, "there is no MAX")]
    [InlineData("SELECT COUNT(*) FROM ads WHERE hour = 1 OR hour = 2", 41, "joined by AND alone")]
    [InlineData("SELECT COUNT(*) FROM ads WHERE section = 'news", 42, "quote is not closed")]
    [InlineData("SELECT COUNT(*) FROM ads; DROP TABLE ads", 27, "the end of the query")]
    [InlineData("SELECT COUNT(*) FROM ads HAVING COUNT(*) = 3", 42, "equals nothing")]
    [InlineData("SELECT COUNT(*) FROM ads LIMIT 1.5", 32, "whole number")]
    [InlineData("SELECT section / COUNT(*) FROM ads", 16, "only aggregates are divided")]
    [InlineData("SELECT COUNT(*) FROM ads LIMIT ALL", 32, "wanted a number")]
    [InlineData("SELECT # FROM ads", 8, "'#' has no meaning")]
    public void What_is_no_sql_of_the_subset_is_refused_where_it_stops_being(string sql, int position, string rule)
    {
        SqlRefusal refusal = Refused(sql);
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((position, SqlRefusal.None), (refusal.Position, refusal.Nearest));
    }

    [Theory]
    [InlineData("SELECT COUNT(*) FROM ads", "FROM ads JOIN feeds", "SELECT COUNT(*) FROM ads JOIN feeds ON ads.user_id = feeds.u_userId")]
    [InlineData("SELECT COUNT(*) FROM feeds JOIN ads ON user_id = u_userId", "counted first", "SELECT COUNT(*) FROM ads JOIN feeds ON ads.user_id = feeds.u_userId")]
    [InlineData("SELECT COUNT(*) FROM ads JOIN feeds ON ads.slot = feeds.section", "on their agreed ids", "SELECT COUNT(*) FROM ads JOIN feeds ON ads.user_id = feeds.u_userId")]
    [InlineData("SELECT city, COUNT(*) {J}", "neither grouped by nor aggregated", "SELECT city, COUNT(*) {J} GROUP BY city")]
    [InlineData("SELECT postcode, COUNT(*) {J}", "neither grouped by nor aggregated", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT user_id, COUNT(*) {J} GROUP BY user_id", "is no key", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT section, slot, city, campaign, COUNT(*) {J} GROUP BY section, slot, city, campaign", "at most 3", "SELECT section, slot, city, COUNT(*) {J} GROUP BY section, slot, city")]
    [InlineData("SELECT section {J} GROUP BY section", "rows never leave", "SELECT section, COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT COUNT(*), SUM(hour) {J}", "may not be summed", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*), COUNT(DISTINCT campaign) {J}", "only people are counted", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*), COUNT(*) FILTER (WHERE label = '2') AS x {J}", "its agreed value", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*), COUNT(*) / COUNT(*) AS x {J}", "two different", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE campaign = 'x'", "rows are not chosen by", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE section IN ('news', 'weather')", "no public value", "SELECT COUNT(*) {J} WHERE section IN ('news')")]
    [InlineData("SELECT COUNT(*) {J} WHERE section = 'weather'", "no public value", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour >= -3", "publicly between 0 and 23", "SELECT COUNT(*) {J} WHERE hour BETWEEN 0 AND 23")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour > 'x'", "whole numbers", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE section < 'news'", "is a category", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} ORDER BY section", "is no figure", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} LIMIT 0", "a limit is", "SELECT COUNT(*) {J} LIMIT 1")]
    [InlineData("SELECT COUNT(*) {J} LIMIT 99999", "a limit is", "SELECT COUNT(*) {J} LIMIT 10000")]
    [InlineData("SELECT \"select\", COUNT(*) {J}", "there is no column \"select\"", "SELECT COUNT(*) {J}")]
    public void What_the_agreement_does_not_allow_is_refused_with_the_nearest_query_that_would_pass(string sql, string rule, string nearest)
    {
        SqlRefusal refusal = Refused(sql.Replace("{J}", Joined, StringComparison.Ordinal));
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal(nearest.Replace("{J}", Joined, StringComparison.Ordinal), refusal.Nearest);
        Compiled(refusal.Nearest);
    }

    [Fact]
    public void Several_things_wrong_are_all_mended_in_the_nearest_query()
    {
        SqlRefusal refusal = Refused("SELECT postcode, city, MEDIAN, SUM(hour) FROM feeds WHERE age > 3 AND hour < 99 GROUP BY city, city LIMIT 1000000");
        Assert.Equal($"SELECT city, COUNT(*) {Joined} WHERE hour BETWEEN 0 AND 23 GROUP BY city LIMIT 10000", refusal.Nearest);
        Compiled(refusal.Nearest);
    }

    [Fact]
    public void What_no_clause_can_mend_has_no_nearest_query()
    {
        Assert.False(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Publisher, $"SELECT COUNT(*) {Joined}", 5_000_000, out _, out SqlRefusal? nobody));
        Assert.Equal(("the agreement lets publisher ask for no aggregates of one table or two", SqlRefusal.None), (nobody.Rule, nobody.Nearest));
        Assert.False(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, $"SELECT COUNT(*) {Joined}", 999, out _, out SqlRefusal? cheap));
        Assert.Equal(("nanoRho is 999, wanted 1000 to 5000000 (asked by agreement)", SqlRefusal.None), (cheap.Rule, cheap.Nearest));
    }

    [Fact]
    public void Long_texts_and_long_lists_are_refused()
    {
        Assert.Contains("at most 8192 characters", Refused(new string(' ', 8193)).Rule, StringComparison.Ordinal);
        Assert.Contains("at most 64 entries", Refused($"SELECT {string.Join(", ", Enumerable.Repeat("COUNT(*)", 65))} {Joined}").Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_throws()
    {
        string sql = $"SELECT section, COUNT(*) AS n {Joined} WHERE section = 'news' AND hour BETWEEN 1 AND 2 GROUP BY section HAVING n > 1 ORDER BY n DESC LIMIT 3";
        for (int cut = 0; cut < sql.Length; cut++)
        {
            foreach (string text in new[] { sql[..cut], sql[cut..], sql.Remove(cut, 1), sql.Insert(cut, "'"), sql.Insert(cut, ")"), sql.Insert(cut, "9") })
            {
                bool isCompiled = SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, text, 5_000_000, out SegmentsQuery? query, out SqlRefusal? refusal);
                Assert.True(isCompiled ? query is not null : refusal is { Position: >= 1 });
            }
        }
    }

    private static SegmentsQuery Compiled(string sql)
    {
        Assert.True(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, sql, 5_000_000, out SegmentsQuery? query, out SqlRefusal? refusal), refusal?.ToString());
        return query;
    }

    private static SqlRefusal Refused(string sql)
    {
        Assert.False(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, sql, 5_000_000, out _, out SqlRefusal? refusal));
        return refusal;
    }
}
