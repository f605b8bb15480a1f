using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Sql;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Sql;

public sealed class SqlQueryTests
{
    private const string Joined = "FROM ads JOIN feeds ON ads.user_id = feeds.u_userId";

    private static readonly SqlAsking s_asking = new() { NanoRho = 5_000_000 };

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
    public void The_same_figure_may_have_the_same_name_twice() => Assert.Single(Compiled($"SELECT COUNT(*) AS n, COUNT(*) AS n {Joined} ORDER BY n").Measures);

    [Fact]
    public void Without_group_by_all_rows_are_one_group() => Assert.Empty(Compiled($"SELECT COUNT(*) {Joined}").Keys);

    [Theory]
    [InlineData("", 1, "wanted SELECT")]
    [InlineData("DELETE FROM ads", 1, "wanted SELECT")]
    [InlineData("SELECT", 7, "wanted a column")]
    [InlineData("SELECT COUNT(*)", 16, "wanted FROM")]
    [InlineData("SELECT COUNT(*) FROM (SELECT hour FROM ads)", 22, "wanted a table")]
    [InlineData("SELECT COUNT(*) FROM ads WHERE section = 'news", 42, "quote is not closed")]
    public void What_names_no_table_is_refused_where_it_stops_being_sql(string sql, int position, string rule)
    {
        SqlRefusal refusal = Refused(sql);
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((position, SqlRefusal.None), (refusal.Position, refusal.Nearest));
    }

    [Theory]
    [InlineData("SELECT section, MAX(price), COUNT(*) {J} GROUP BY section", 17, "there is no MAX", "SELECT section, COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT MAX(price) AS most {J} ORDER BY most", 8, "there is no MAX", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} HAVING MEDIAN(price) > 3 AND COUNT(*) > 9", 76, "there is no MEDIAN", "SELECT COUNT(*) {J} HAVING COUNT(*) > 9")]
    [InlineData("SELECT COUNT(1) AS n {J}", 14, "rows are counted by COUNT(*)", "SELECT COUNT(*) AS n {J}")]
    [InlineData("SELECT COUNT(*), SUM(label) * 100 / COUNT(*) {J}", 29, "wanted ,", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*), CASE WHEN hour > 3 THEN 1 ELSE 0 END {J}", 23, "wanted ,", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) n, SUM(label) clicks {J} ORDER BY clicks", 17, "AS before a name", "SELECT COUNT(*) AS n, SUM(label) AS clicks {J} ORDER BY clicks")]
    [InlineData("SELECT * {J}", 8, "wanted a column", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT # {J}", 8, "here stands '#'", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT DISTINCT section, COUNT(*) {J} GROUP BY section", 8, "groups differ by themselves", "SELECT section, COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT section / COUNT(*) {J}", 16, "only aggregates are divided", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) FROM ads a JOIN feeds AS f ON a.user_id = f.u_userId WHERE f.section = 'news'", 26, "tables keep their names", "SELECT COUNT(*) {J} WHERE feeds.section = 'news'")]
    [InlineData("SELECT COUNT(*) FROM ads LEFT OUTER JOIN feeds ON ads.user_id = feeds.u_userId", 26, "wanted JOIN", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) FROM ads, feeds WHERE user_id = u_userId AND section = 'news'", 25, "wanted JOIN", "SELECT COUNT(*) {J} WHERE section = 'news'")]
    [InlineData("SELECT COUNT(*) FROM ads JOIN feeds USING (user_id) WHERE section = 'news'", 37, "wanted ON", "SELECT COUNT(*) {J} WHERE section = 'news'")]
    [InlineData("SELECT COUNT(*) {J} AND slot = section GROUP BY section", 69, "wanted WHERE", "SELECT COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT COUNT(*) {J} JOIN feeds ON user_id = u_userId", 69, "wanted WHERE", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE section = 'news' OR section IN ('sport', 'news')", 92, "joined by AND alone", "SELECT COUNT(*) {J} WHERE section IN ('news', 'sport')")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour = 1 OR hour = 2", 84, "joined by AND alone", "SELECT COUNT(*) {J} WHERE hour BETWEEN 1 AND 2")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour = 1 AND section = 'news' OR hour = 2", 105, "joined by AND alone", "SELECT COUNT(*) {J} WHERE hour = 1 AND section = 'news'")]
    [InlineData("SELECT COUNT(*) {J} WHERE (hour = 1 OR hour = 2) AND section = 'news'", 75, "wanted a column", "SELECT COUNT(*) {J} WHERE section = 'news'")]
    [InlineData("SELECT COUNT(*) {J} WHERE section <> 'news' AND hour > 3", 83, "wanted =, <", "SELECT COUNT(*) {J} WHERE hour > 3")]
    [InlineData("SELECT COUNT(*) {J} WHERE section != 'news'", 83, "wanted =, <", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE section LIKE 'n%' AND hour > 3", 83, "wanted =, <", "SELECT COUNT(*) {J} WHERE hour > 3")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour IN (3, NULL, 5) AND section IN ()", 87, "wanted a text", "SELECT COUNT(*) {J} WHERE hour BETWEEN 3 AND 5")]
    [InlineData("SELECT COUNT(*) {J} GROUP BY ROLLUP(section)", 84, "wanted ,", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT section, COUNT(*) {J} GROUP BY 1", 87, "wanted a column", "SELECT section, COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT section, COUNT(*) {J} GROUP section", 84, "wanted BY", "SELECT section, COUNT(*) {J} GROUP BY section")]
    [InlineData("SELECT COUNT(*) {J} HAVING COUNT(*) = 3", 85, "equals nothing", "SELECT COUNT(*) {J} HAVING COUNT(*) >= 3")]
    [InlineData("SELECT COUNT(*) {J} HAVING COUNT(*) > 3 OR COUNT(*) < 2", 89, "joined by AND alone", "SELECT COUNT(*) {J} HAVING COUNT(*) > 3")]
    [InlineData("SELECT COUNT(*) {J} LIMIT 1.5", 75, "whole number", "SELECT COUNT(*) {J} LIMIT 1")]
    [InlineData("SELECT COUNT(*) {J} LIMIT ALL", 75, "wanted a number", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} LIMIT 99999999999", 75, "a limit is", "SELECT COUNT(*) {J} LIMIT 10000")]
    [InlineData("SELECT COUNT(*) {J} LIMIT 10 OFFSET 20", 78, "the end of the query", "SELECT COUNT(*) {J} LIMIT 10")]
    [InlineData("SELECT COUNT(*) {J} UNION SELECT COUNT(*) FROM ads", 69, "wanted WHERE", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J}; DROP TABLE ads", 70, "the end of the query", "SELECT COUNT(*) {J}")]
    public void What_is_no_sql_of_the_subset_is_refused_with_the_nearest_query_that_would_pass(string sql, int position, string rule, string nearest)
    {
        SqlRefusal refusal = Refused(sql.Replace("{J}", Joined, StringComparison.Ordinal));
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((position, nearest.Replace("{J}", Joined, StringComparison.Ordinal)), (refusal.Position, refusal.Nearest));
        Compiled(refusal.Nearest);
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
    [InlineData("SELECT COUNT(*) AS n, SUM(label) AS N, SUM(price) AS n, COUNT(*) AS n_2 {J} ORDER BY n", "'N' already names another figure", "SELECT COUNT(*) AS n, SUM(label) AS N_3, SUM(price) AS n_4, COUNT(*) AS n_2 {J} ORDER BY n")]
    [InlineData("SELECT COUNT(*) {J} WHERE campaign = 'x'", "rows are not chosen by", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE section IN ('news', 'weather')", "no public value", "SELECT COUNT(*) {J} WHERE section IN ('news')")]
    [InlineData("SELECT COUNT(*) {J} WHERE section = 'weather'", "no public value", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour >= -3", "publicly between 0 and 23", "SELECT COUNT(*) {J} WHERE hour BETWEEN 0 AND 23")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour BETWEEN 20 AND 99", "publicly between 0 and 23", "SELECT COUNT(*) {J} WHERE hour BETWEEN 20 AND 23")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour = 99", "publicly between 0 and 23", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour = -1 AND section = 'news'", "publicly between 0 and 23", "SELECT COUNT(*) {J} WHERE section = 'news'")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour > 23", "publicly between 0 and 23", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour < 0", "publicly between 0 and 23", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour BETWEEN 99 AND 50", "publicly between 0 and 23", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour BETWEEN 12 AND 8", "the smaller number first", "SELECT COUNT(*) {J}")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour IN (99, 7, 5, -2)", "write BETWEEN", "SELECT COUNT(*) {J} WHERE hour BETWEEN 5 AND 7")]
    [InlineData("SELECT COUNT(*) {J} WHERE hour IN (99, 98)", "write BETWEEN", "SELECT COUNT(*) {J}")]
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
        Assert.Equal(
            ["the agreement allows", "groups are by", "feeds.postcode is neither", "there is no", "ads.hour may not", "rows are not", "ads.hour is publicly", "a limit is", "rows never leave:"],
            refusal.OtherRules.Prepend(refusal.Rule).Select(rule => string.Join(' ', rule.Split(' ').Take(3))));
        Compiled(refusal.Nearest);
    }

    [Fact]
    public void Every_rule_that_was_met_is_said_the_first_of_them_first()
    {
        SqlRefusal refusal = Refused($"SELECT COUNT(*), MAX(price) {Joined} WHERE hour = 3 OR section = 'news' LIMIT 0");
        Assert.Equal($"SELECT COUNT(*) {Joined} WHERE hour = 3 LIMIT 1", refusal.Nearest);
        Assert.Equal(
            [
                "there is no MAX: aggregates are COUNT(*), COUNT(DISTINCT id), COUNT(*) FILTER (WHERE …), SUM and AVG",
                "conditions are joined by AND alone; of one column, IN (…) says or",
                "a limit is 1 to 10000",
            ],
            [refusal.Rule, .. refusal.OtherRules]);
        Assert.Empty(Refused($"SELECT COUNT(*) {Joined} LIMIT 0").OtherRules);
        Assert.Empty(Refused("SELECT COUNT(*), MAX(price)").OtherRules);
    }

    [Fact]
    public void Who_may_not_ask_has_no_nearest_query()
    {
        Assert.False(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Publisher, $"SELECT COUNT(*) {Joined}", s_asking, out _, out SqlRefusal? nobody));
        Assert.Equal(("the agreement lets publisher ask for no aggregates of one table or two", SqlRefusal.None), (nobody.Rule, nobody.Nearest));
    }

    [Fact]
    public void Long_texts_and_long_lists_are_refused()
    {
        Assert.Contains("at most 8192 characters", Refused(new string(' ', 8193)).Rule, StringComparison.Ordinal);
        SqlRefusal refusal = Refused($"SELECT {string.Join(", ", Enumerable.Repeat("COUNT(*)", 65))} {Joined}");
        Assert.Contains("at most 64 entries", refusal.Rule, StringComparison.Ordinal);
        Assert.Equal($"SELECT {string.Join(", ", Enumerable.Repeat("COUNT(*)", 64))} {Joined}", refusal.Nearest);
    }

    [Fact]
    public void Too_many_conditions_and_figures_are_fewer_in_the_nearest_query()
    {
        static string Several(string between, int count, Func<int, string> entry) => string.Join(between, Enumerable.Range(0, count).Select(entry));
        SqlRefusal where = Refused($"SELECT COUNT(*) {Joined} WHERE {Several(" AND ", 18, index => $"hour > {index}")}");
        Assert.Equal(("WHERE has at most 16 entries", $"SELECT COUNT(*) {Joined} WHERE {Several(" AND ", 16, index => $"hour > {index}")}"), (where.Rule, where.Nearest));
        SqlRefusal having = Refused($"SELECT COUNT(*) AS n {Joined} HAVING {Several(" AND ", 17, index => $"n > {index}")}");
        Assert.Equal(("HAVING has at most 16 entries", $"SELECT COUNT(*) AS n {Joined} HAVING {Several(" AND ", 16, index => $"n > {index}")}"), (having.Rule, having.Nearest));
        SqlRefusal order = Refused($"SELECT COUNT(*) AS n {Joined} ORDER BY {Several(", ", 17, _ => "n")}");
        Assert.Equal("ORDER BY has at most 16 entries", order.Rule);
        Compiled(order.Nearest);
    }

    [Fact]
    public void No_text_throws_and_every_nearest_query_passes()
    {
        string sql = $"SELECT section, COUNT(*) AS n {Joined} WHERE section = 'news' AND hour BETWEEN 1 AND 2 GROUP BY section HAVING n > 1 ORDER BY n DESC LIMIT 3";
        for (int cut = 0; cut < sql.Length; cut++)
        {
            foreach (string text in new[] { sql[..cut], sql[cut..], sql.Remove(cut, 1), sql.Insert(cut, "'"), sql.Insert(cut, ")"), sql.Insert(cut, "9") })
            {
                bool isCompiled = SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, text, s_asking, out SegmentsQuery? query, out SqlRefusal? refusal);
                Assert.True(isCompiled ? query is not null : refusal is { Position: >= 1 });
                if (refusal is { Nearest: not SqlRefusal.None })
                {
                    Compiled(refusal.Nearest);
                }
            }
        }
    }

    private static SegmentsQuery Compiled(string sql)
    {
        Assert.True(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, sql, s_asking, out SegmentsQuery? query, out SqlRefusal? refusal), refusal?.ToString());
        return query;
    }

    private static SqlRefusal Refused(string sql)
    {
        Assert.False(SqlQuery.TryCompile(SampleAgreement.Valid, SampleAgreement.Advertiser, sql, s_asking, out _, out SqlRefusal? refusal));
        return refusal;
    }
}
