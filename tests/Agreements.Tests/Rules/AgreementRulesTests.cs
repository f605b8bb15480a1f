using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

/// <summary>Each rule is broken alone, and is the only one that then speaks.</summary>
public sealed class AgreementRulesTests
{
    public static TheoryData<string> Names => [.. BrokenAgreements.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exactly_the_broken_rule_is_reported(string name)
    {
        (Agreement agreement, string problem) = BrokenAgreements.All[name];
        Assert.False(AgreementDraft.TryOpenJson(AgreementDraft.WriteJson(agreement), out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.InvalidContent, refusal.Reason);
        Assert.Contains(problem, refusal.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("; ", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_rule_is_reported_not_the_first_only()
    {
        Agreement agreement = SampleAgreement.Valid with { Title = "", Purpose = "", LegalGround = "" };
        Assert.False(AgreementDraft.TryOpenJson(AgreementDraft.WriteJson(agreement), out _, out DocumentRefusal? refusal));
        Assert.Equal(3, refusal.Detail.Split("; ").Length);
    }

    [Fact]
    public void At_the_limits_an_agreement_is_accepted()
    {
        Agreement agreement = SampleAgreement.Valid with
        {
            Title = new string('t', 200),
            Purpose = new string('p', 4000),
            LegalGround = "x",
            Privacy = SampleAgreement.Valid.Privacy with { StatementAttoDelta = 10_000_000_000_000 },
        };
        Assert.True(AgreementDraft.TryOpenJson(AgreementDraft.WriteJson(agreement), out _, out DocumentRefusal? refusal), refusal?.ToString());
    }
}
