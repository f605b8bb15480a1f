using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class MarketsRulesTests
{
    private static readonly MarketsTerms s_terms = SampleMeasurement.Markets;

    private static readonly Dictionary<string, (MarketsTerms Terms, string Problem)> s_broken = new()
    {
        ["a discovered market"] = (s_terms with { Market = SampleMeasurement.MediaColumn("creative") }, "market media.creative is"),
        ["too few markets"] = (s_terms with { Market = SampleMeasurement.MediaColumn("arm") }, "market media.arm is"),
        ["an outcome of no stated unit"] = (s_terms with { OccurredAt = SampleMeasurement.ShopColumn("entered") }, "shop.entered is a timestamp column"),
        ["markets in the table of outcomes"] = (s_terms with { OccurredAt = SampleMeasurement.MediaColumn("seen_at") }, "its datasets are different"),
        ["a value twice"] = (s_terms with { Values = [s_terms.Values[0], s_terms.Values[0]] }, "at most 4 different values"),
        ["a value without a range"] = (s_terms with { Values = [SampleMeasurement.ShopColumn("age")] }, "value shop.age is a numeric column"),
        ["a value of the profiles"] = (s_terms with { Values = [SampleMeasurement.MediaColumn("minutes")] }, "value media.minutes is a numeric column"),
        ["a value too large to be squared"] = (s_terms with { Values = [SampleMeasurement.ShopColumn("fortune")] }, "times the largest value is at most 5000000"),
        ["too few periods"] = (s_terms with { MaximumPeriods = 2 }, "maximumPeriods is"),
        ["too many periods"] = (s_terms with { MaximumPeriods = 151 }, "maximumPeriods is"),
        ["no periods a person"] = (s_terms with { PeriodsPerPerson = 0 }, "periodsPerPerson is"),
        ["too many periods a person"] = (s_terms with { PeriodsPerPerson = 151 }, "periodsPerPerson is"),
        ["no rows a period"] = (s_terms with { RowsPerPersonAndPeriod = 0 }, "rowsPerPersonAndPeriod is"),
        ["too many rows a period"] = (s_terms with { RowsPerPersonAndPeriod = 1001 }, "rowsPerPersonAndPeriod is"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_sample_is_consistent() => Assert.Equal("", TermsProblems.Of(s_terms));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (MarketsTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, TermsProblems.Of(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_names_columns_and_bounds() => Assert.Contains(
        "rows of shop, or sums of shop.points, by media.region and period, and what changed in treated markets against others; a person counts in at most 2 periods with at most 4 rows each",
        AgreementExplanation.Write(SampleMeasurement.Agreement),
        StringComparison.Ordinal);
}
