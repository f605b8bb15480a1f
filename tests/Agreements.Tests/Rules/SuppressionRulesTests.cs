using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class SuppressionRulesTests
{
    private static readonly SuppressionTerms s_terms = SuppressionSamples.Terms;

    private static readonly Dictionary<string, (SuppressionTerms Terms, string Problem)> s_broken = new()
    {
        ["two recipients"] = (s_terms with { Recipients = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }, "this one receives the answer, and it alone asks"),
        ["somebody else asks"] = (s_terms with { Requesters = [SampleAgreement.Advertiser] }, "this one receives the answer, and it alone asks"),
        ["somebody else asks too"] = (s_terms with { Requesters = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }, "this one receives the answer, and it alone asks"),
        ["the list goes to the partner"] = (s_terms with { Requesters = [SampleAgreement.Advertiser], Recipients = [SampleAgreement.Advertiser] }, "the recipient owns feeds and not ads"),
        ["both tables are one"] = (s_terms with { Partner = s_terms.Own }, "its datasets are different ones"),
        ["an unknown table"] = (s_terms with { Partner = DatasetId.Parse("others") }, "its datasets are in the agreement"),
        ["nobody"] = (s_terms with { MaximumPeople = 0 }, "maximumPeople is 1 to 1000000"),
        ["too many people"] = (s_terms with { MaximumPeople = 1_000_001 }, "maximumPeople is 1 to 1000000"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_sample_is_consistent() => Assert.Equal("", ProblemsOf(s_terms));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (SuppressionTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, ProblemsOf(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_the_partners_own_people_protects_nobody_and_is_refused()
    {
        Agreement both = SampleAgreement.Valid with { Datasets = [.. SampleAgreement.Valid.Datasets.Select(dataset => dataset with { Owner = SampleAgreement.Publisher })] };
        Assert.Contains("its recipient owns some of its tables, and another party the rest", ProblemsOf(s_terms, both), StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_says_what_is_listed_and_towards_whom_it_is_private()
    {
        string text = AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [s_terms] });
        Assert.Contains("which people of feeds are in ads, as a list of hashed ids in which everybody's answer is wrong with a stated probability; of at most 1000 people", text, StringComparison.Ordinal);
        Assert.Contains(
            "EXCEPTION: its epsilon is for all rows of one normalised id in any non-empty subset of the tables that 'publisher' does not own, towards 'publisher' alone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EXCEPTION: its epsilon", AgreementExplanation.Write(SampleAgreement.Valid), StringComparison.Ordinal);
    }

    private static string ProblemsOf(SuppressionTerms terms, Agreement? agreement = null)
    {
        byte[] json = AgreementDraft.WriteJson((agreement ?? SampleAgreement.Valid) with { Queries = [terms] });
        return AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal) ? "" : refusal.Detail;
    }
}
