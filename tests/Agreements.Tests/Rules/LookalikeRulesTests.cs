using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class LookalikeRulesTests
{
    private static readonly LookalikeTerms s_terms = LookalikeSamples.Terms;

    private static readonly Dictionary<string, (LookalikeTerms Terms, string Problem)> s_broken = new()
    {
        ["two recipients"] = (s_terms with { Recipients = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }, "this one receives the answer, and it alone asks"),
        ["the seed's owner asks"] = (s_terms with { Requesters = [SampleAgreement.Advertiser] }, "this one receives the answer, and it alone asks"),
        ["the segment goes to the seed's owner"] = (s_terms with { Requesters = [SampleAgreement.Advertiser], Recipients = [SampleAgreement.Advertiser] }, "the recipient owns feeds and not ads"),
        ["a seed of the audience's owner"] = (s_terms with { Seed = SampleAgreement.Feeds, Audience = SampleAgreement.Ads, Features = [SampleAgreement.Column(SampleAgreement.Ads, "slot")] }, "the recipient owns ads and not feeds"),
        ["two existing audiences"] = (s_terms with { Existing = [SampleAgreement.Ads, SampleAgreement.Feeds] }, "existing is one table or none"),
        ["no feature"] = (s_terms with { Features = [] }, "there are 1 to 1000 different features"),
        ["a feature twice"] = (s_terms with { Features = [s_terms.Features[0], s_terms.Features[0]] }, "there are 1 to 1000 different features"),
        ["a feature of the seed"] = (s_terms with { Features = [SampleAgreement.Column(SampleAgreement.Ads, "slot")] }, "feature ads.slot is"),
        ["a feature that is discovered"] = (s_terms with { Features = [SampleAgreement.Column(SampleAgreement.Feeds, "city")] }, "feature feeds.city is"),
        ["a feature that identifies"] = (s_terms with { Features = [SampleAgreement.Column(SampleAgreement.Feeds, "u_userId")] }, "feature feeds.u_userId is"),
        ["a feature of nowhere"] = (s_terms with { Features = [SampleAgreement.Column(SampleAgreement.Feeds, "nowhere")] }, "feature feeds.nowhere is"),
        ["too few held out"] = (s_terms with { HeldOutPercent = 9 }, "heldOutPercent is 10 to 50"),
        ["too many held out"] = (s_terms with { HeldOutPercent = 51 }, "heldOutPercent is 10 to 50"),
        ["no minimum"] = (s_terms with { MinimumSeed = 0 }, "minimumSeed is 1 to 1000000"),
        ["a minimum beyond all"] = (s_terms with { MinimumSeed = 1_000_001 }, "minimumSeed is 1 to 1000000"),
        ["no size"] = (s_terms with { Sizes = [] }, "there are 1 to 20 different sizes"),
        ["a size twice"] = (s_terms with { Sizes = [s_terms.Sizes[0], new PermilleSize { Value = 10 }] }, "there are 1 to 20 different sizes"),
        ["too many sizes"] = (s_terms with { Sizes = [.. Enumerable.Range(10, 21).Select(value => new PermilleSize { Value = value })] }, "there are 1 to 20 different sizes"),
        ["a size below one in a hundred"] = (s_terms with { Sizes = [new PermilleSize { Value = 9 }] }, "there are 1 to 20 different sizes"),
        ["a size above one in five"] = (s_terms with { Sizes = [new PermilleSize { Value = 201 }] }, "there are 1 to 20 different sizes"),
        ["a size of nobody"] = (s_terms with { Sizes = [new PeopleSize { Value = 0 }] }, "there are 1 to 20 different sizes"),
        ["a size beyond a list"] = (s_terms with { Sizes = [new PeopleSize { Value = HashedIdList.MaximumCount + 1 }] }, "there are 1 to 20 different sizes"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_sample_is_consistent() => Assert.Equal("", ProblemsOf(s_terms));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (LookalikeTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, ProblemsOf(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_says_who_is_listed_by_what_and_when_nobody_is()
    {
        string text = AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [s_terms] });
        Assert.Contains(
            "which people of feeds resemble the people of ads most by section, as a list of hashed ids of 1 % or 3 people; none when fewer than about 500 people are in both", text, StringComparison.Ordinal);
        Assert.Contains("EXCEPTION: its epsilon is for", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_comes_to_somebody_and_never_to_more_than_there_are()
    {
        Assert.Equal([0, 1, 1, 10], new[] { 0, 1, 199, 1000 }.Select(new PermilleSize { Value = 10 }.Of));
        Assert.Equal([0, 2, 3, 3], new[] { 0, 2, 3, 1000 }.Select(new PeopleSize { Value = 3 }.Of));
        Assert.Equal(HashedIdList.MaximumCount, new PermilleSize { Value = 200 }.Of(int.MaxValue));
    }

    private static string ProblemsOf(LookalikeTerms terms)
    {
        byte[] json = AgreementDraft.WriteJson(SampleAgreement.Valid with { Queries = [terms] });
        return AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal) ? "" : refusal.Detail;
    }
}
