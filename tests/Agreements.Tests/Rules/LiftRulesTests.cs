using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class LiftRulesTests
{
    private static readonly LiftTerms s_terms = SampleMeasurement.Lift;
    private static readonly WithinOutcome s_within = (WithinOutcome)s_terms.Outcome;
    private static readonly PersonValue s_value = s_terms.Values[0];

    private static readonly Dictionary<string, (LiftTerms Terms, string Problem)> s_broken = new()
    {
        ["a discovered arm"] = (s_terms with { Arm = SampleMeasurement.MediaColumn("creative") }, "arm media.creative is"),
        ["a treatment that is no arm"] = (s_terms with { Treatment = "placebo" }, "treatment and control are two different values"),
        ["a control that is no arm"] = (s_terms with { Control = "" }, "treatment and control are two different values"),
        ["one arm for both"] = (s_terms with { Control = s_terms.Treatment }, "treatment and control are two different values"),
        ["nobody treated"] = (s_terms with { TreatmentPermille = 0 }, "treatmentPermille is"),
        ["nobody held out"] = (s_terms with { TreatmentPermille = 1000 }, "treatmentPermille is"),
        ["a label that is none"] = (s_terms with { Outcome = new LabelOutcome { Label = SampleMeasurement.ShopColumn("points") } }, "shop.points is a label column"),
        ["a conversion of no stated unit"] = (s_terms with { Outcome = s_within with { ConvertedAt = SampleMeasurement.ShopColumn("entered") } }, "shop.entered is a timestamp column"),
        ["an assignment that is no moment"] = (s_terms with { Outcome = s_within with { AssignedAt = SampleMeasurement.MediaColumn("minutes") } }, "media.minutes is a timestamp column"),
        ["an assignment in the other table"] = (s_terms with { Outcome = s_within with { AssignedAt = s_within.ConvertedAt } }, "shop.bought_at is a timestamp column of type timestamp or date beside the arm"),
        ["no window"] = (s_terms with { Outcome = s_within with { LongestWindowSeconds = 0 } }, "longestWindowSeconds is"),
        ["outcomes in the table of arms"] = (s_terms with { Outcome = s_within with { ConvertedAt = s_within.AssignedAt } }, "its datasets are different"),
        ["a value twice"] = (s_terms with { Values = [s_value, s_value with { MaximumPerPerson = 1 }] }, "at most 4 different values"),
        ["a value of the table of arms"] = (s_terms with { Values = [s_value with { Column = SampleMeasurement.MediaColumn("minutes") }] }, "value media.minutes is a numeric column"),
        ["a value that is no number"] = (s_terms with { Values = [s_value with { Column = SampleMeasurement.ShopColumn("bought") }] }, "value shop.bought is a numeric column"),
        ["a value of nothing"] = (s_terms with { Values = [s_value with { MaximumPerPerson = 0 }] }, "maximumPerPerson is"),
        ["a value without bound"] = (s_terms with { Values = [s_value with { MaximumPerPerson = 10_000_001 }] }, "maximumPerPerson is"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_samples_are_consistent()
    {
        Assert.Equal("", TermsProblems.Of(s_terms));
        Assert.Equal("", TermsProblems.Of(SampleMeasurement.LabelLift));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (LiftTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, TermsProblems.Of(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_names_arms_and_bounds()
    {
        string text = AgreementExplanation.Write(SampleMeasurement.Agreement);
        Assert.Contains(
            "how many more people of 'exposed' than of 'held out' (media.arm, planned 800 to 200) stand in shop within at most 86400 seconds after they were assigned; each person counts once"
            + "; and the mean of shop.amount, of which a person counts with 0 to 500",
            text,
            StringComparison.Ordinal);
        Assert.Contains("have a positive shop.bought; each person counts once", text, StringComparison.Ordinal);
    }
}
