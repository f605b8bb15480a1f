using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class AttributionRulesTests
{
    private static readonly AttributionTerms s_terms = SampleMeasurement.Attribution;

    private static readonly Dictionary<string, (AttributionTerms Terms, string Problem)> s_broken = new()
    {
        ["a moment of no stated unit"] = (s_terms with { ConvertedAt = SampleMeasurement.ShopColumn("entered") }, "shop.entered is a timestamp column of type"),
        ["a moment that is a number"] = (s_terms with { ExposedAt = SampleMeasurement.MediaColumn("minutes") }, "media.minutes is a timestamp column of type"),
        ["a moment that is nowhere"] = (s_terms with { ExposedAt = SampleMeasurement.MediaColumn("nowhere") }, "media.nowhere is a timestamp column of type"),
        ["a discovered campaign"] = (s_terms with { Campaign = SampleMeasurement.MediaColumn("creative") }, "campaign media.creative is"),
        ["a campaign of the conversions"] = (s_terms with { Campaign = SampleMeasurement.ShopColumn("campaign") }, "campaign shop.campaign is"),
        ["a value twice"] = (s_terms with { Values = [s_terms.Values[0], s_terms.Values[0]] }, "at most 4 different values"),
        ["five values"] = (s_terms with { Values = [.. Enumerable.Range(0, 5).Select(i => SampleMeasurement.ShopColumn($"v{i}"))] }, "at most 4 different values"),
        ["a value without a range"] = (s_terms with { Values = [SampleMeasurement.ShopColumn("age")] }, "value shop.age is a numeric column"),
        ["a value of the exposures"] = (s_terms with { Values = [SampleMeasurement.MediaColumn("minutes")] }, "value media.minutes is a numeric column"),
        ["a value too large to be squared"] = (s_terms with { Values = [SampleMeasurement.ShopColumn("fortune")] }, "times the largest value is at most 5000000"),
        ["no model"] = (s_terms with { Models = [] }, "there is at least one model"),
        ["a model twice"] = (s_terms with { Models = [AttributionModelKind.Linear, AttributionModelKind.Linear] }, "each stands once"),
        ["no models a query"] = (s_terms with { MaximumModels = 0 }, "maximumModels is"),
        ["more models a query than there are"] = (s_terms with { MaximumModels = 4 }, "maximumModels is"),
        ["no window"] = (s_terms with { LongestWindowSeconds = 0 }, "longestWindowSeconds is"),
        ["a window of more than a year"] = (s_terms with { LongestWindowSeconds = 31_622_401 }, "longestWindowSeconds is"),
        ["no conversions a person"] = (s_terms with { ConversionsPerPerson = 0 }, "conversionsPerPerson is"),
        ["too many conversions a person"] = (s_terms with { ConversionsPerPerson = 1001 }, "conversionsPerPerson is"),
        ["one touchpoint"] = (s_terms with { TouchpointsPerConversion = 1 }, "touchpointsPerConversion is"),
        ["too many touchpoints"] = (s_terms with { TouchpointsPerConversion = 101 }, "touchpointsPerConversion is"),
        ["one table for both"] = (s_terms with { ExposedAt = s_terms.ConvertedAt }, "its datasets are different"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_sample_is_consistent() => Assert.Equal("", TermsProblems.Of(s_terms));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (AttributionTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, TermsProblems.Of(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_names_columns_and_bounds()
    {
        string text = AgreementExplanation.Write(SampleMeasurement.Agreement);
        Assert.Contains(
            "which media.campaign the rows of shop are credited to, and with them shop.amount, shop.points, by exposures of the same person at most 86400 seconds before;"
            + " a person counts with at most 3 conversions, and each considers at most 20 exposures",
            text,
            StringComparison.Ordinal);
    }
}
