using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class SyntheticRulesTests
{
    private static readonly SyntheticTerms s_terms = SyntheticSamples.Terms;

    private static readonly Dictionary<string, (SyntheticTerms Terms, string Problem)> s_broken = new()
    {
        ["no column"] = (s_terms with { Columns = [] }, "columns are 1 to 64 different ones"),
        ["a column twice"] = (s_terms with { Columns = [s_terms.Columns[0], s_terms.Columns[0]] }, "columns are 1 to 64 different ones"),
        ["the identifier"] = (With("user_id", 0), "ads.user_id is a categorical one"),
        ["categories that are not public"] = (With("campaign", 0), "ads.campaign is a categorical one"),
        ["a number without a public range"] = (With("price", 4), "ads.price is a categorical one"),
        ["a number in one bin"] = (With("hour", 1), "in 2 to 200 bins"),
        ["more bins than numbers"] = (With("hour", 25), "in 2 to 200 bins"),
        ["too many bins"] = (With("hour", 201), "in 2 to 200 bins"),
        ["categories that are public and chosen"] = (With("slot", 0, 3), "bins 0 and chosen 0"),
        ["more chosen categories than there may be"] = (With("campaign", 0, 501), "chosen 1 to 500"),
        ["some bins chosen and some not"] = (With("hour", 4, 3), "chosen all or 0"),
        ["bins of a category"] = (With("slot", 2), "with bins 0"),
        ["a joined table's label"] = (s_terms with { Impossible = [], Columns = [new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Feeds, "engaged"), Bins = 0, Chosen = 0 }] }, "or a label of ads"),
        ["a value that is none"] = (s_terms with { Impossible = [s_terms.Impossible[0] with { FirstValue = "bottom" }] }, "are values of two columns of the terms"),
        ["a column against itself"] = (s_terms with { Impossible = [s_terms.Impossible[0] with { Second = s_terms.Impossible[0].First, SecondValue = "side" }] }, "are values of two columns of the terms"),
        ["the empty value of chosen categories"] = (WithImpossible("campaign", 0, 20, ""), "of a column with chosen, a category's that is not empty"),
        ["a chosen bin"] = (WithImpossible("hour", 4, 4, "2"), "of a column with chosen, a category's that is not empty"),
        ["the same table twice"] = (s_terms with { Joined = [s_terms.Rows] }, "its datasets are different ones"),
        ["no rows of a person"] = (s_terms with { RowsPerPerson = 0 }, "rowsPerPerson is 1 to 1000"),
        ["too many rows"] = (s_terms with { MaximumRows = 1_000_001 }, "maximumRows is 1 to 1000000"),
        ["no threshold of singling out"] = (s_terms with { MaximumSinglingOutPermille = 1001 }, "maximumSinglingOutPermille is 1 to 1000"),
        ["no threshold"] = (s_terms with { MaximumAdvantagePermille = 0 }, "maximumAdvantagePermille is 1 to 1000"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_sample_is_consistent() => Assert.Equal("", ProblemsOf(s_terms));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (SyntheticTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem.Replace("ads.", $"{SampleAgreement.Ads}.", StringComparison.Ordinal), ProblemsOf(terms).Replace('/', '.'), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_public_are_chosen()
    {
        Assert.Equal("", ProblemsOf(With("campaign", 0, 20)));
        Assert.Equal("", ProblemsOf(With("hour", 4, 4)));
    }

    [Fact]
    public void A_category_that_may_be_chosen_may_be_impossible() => Assert.Equal("", ProblemsOf(WithImpossible("campaign", 0, 20, "spring")));

    [Fact]
    public void The_explanation_says_what_is_made_and_whether_it_is_ever_held_back()
    {
        Assert.Contains("they are held back where they come nearer to people they were learned from than to those they were not, by 10 %", Explain(s_terms), StringComparison.Ordinal);
        Assert.Contains("they are held back where their rare combinations fit exactly one person more often than those of people they were not learned from, by 5 %", Explain(s_terms), StringComparison.Ordinal);
        Assert.Contains("they are NOT held back however near", Explain(s_terms with { MaximumAdvantagePermille = 1000 }), StringComparison.Ordinal);
        Assert.Contains("they are NOT held back however often", Explain(s_terms with { MaximumSinglingOutPermille = 1000 }), StringComparison.Ordinal);
        Assert.Contains("campaign (its values chosen privately)", Explain(With("campaign", 0, 20)), StringComparison.Ordinal);
        Assert.Contains("rows that look like those of ads joined to feeds and are of nobody, up to 100 of them", Explain(s_terms), StringComparison.Ordinal);
    }

    private static string Explain(SyntheticTerms terms) => AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [terms] });

    private static SyntheticTerms With(string column, int bins, int chosen = 0) => s_terms with
    {
        Impossible = [],
        Columns = [new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Ads, column), Bins = bins, Chosen = chosen }],
    };

    private static SyntheticTerms WithImpossible(string column, int bins, int chosen, string value) => s_terms with
    {
        Columns = [.. s_terms.Columns.Take(1), .. With(column, bins, chosen).Columns],
        Impossible = [new ImpossiblePair { First = s_terms.Columns[0].Column, FirstValue = "top", Second = SampleAgreement.Column(SampleAgreement.Ads, column), SecondValue = value }],
    };

    private static string ProblemsOf(SyntheticTerms terms)
    {
        byte[] json = AgreementDraft.WriteJson(SampleAgreement.Valid with { Queries = [terms] });
        return AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal) ? "" : refusal.Detail;
    }
}
