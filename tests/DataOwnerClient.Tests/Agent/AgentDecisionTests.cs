using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Agent;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Agent;

/// <summary>An agent grants whole portions within limits, and nothing else.</summary>
public sealed class AgentDecisionTests
{
    private static readonly PartyId s_asker = PartyId.Parse("asker");

    [Fact]
    public void Who_has_nothing_gets_a_portion()
    {
        (IReadOnlyList<GrantedBudget> grant, IReadOnlyList<string> refused) = Decide(rest: 100, []);
        Assert.Equal(10, Assert.Single(grant).NanoRho);
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, false)]
    [InlineData(9, true)]
    public void Who_has_a_portion_left_gets_none(long left, bool isGranted) =>
        Assert.Equal(isGranted, Decide(rest: 80, [new InstanceAccount(s_asker, left, 0)]).Grant.Count == 1);

    [Fact]
    public void Too_little_delta_is_too_little_as_well()
    {
        AgentLimits limits = Limits() with { Portions = [Budget(10, 5)], Most = [Budget(50, 50)] };
        BudgetTerms[] budgets = [new BudgetTerms { MaximumJobsPerDay = 100, Owner = PartyId.Parse("owner"), Requester = s_asker, NanoRho = 100, AttoDelta = 100 }];
        InstanceAccount[] accounts = [new InstanceAccount(s_asker, 10, 4)];
        Assert.Single(AgentDecision.Decide(limits, budgets, [Budget(90, 95)], accounts).Grant);
        Assert.Contains("your limit is reached", Assert.Single(AgentDecision.Decide(limits, budgets, [Budget(90, 52)], accounts).Refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(59, "your limit is reached")]
    [InlineData(50, "your limit is reached")]
    [InlineData(9, "less than a portion is left of the agreement's budget")]
    public void Everything_ever_granted_stays_within_the_limit(long rest, string reason)
    {
        (IReadOnlyList<GrantedBudget> grant, IReadOnlyList<string> refused) = Decide(rest, []);
        Assert.Equal(reason.Length == 0, grant.Count == 1);
        Assert.True(reason.Length == 0 || refused[0].EndsWith(reason, StringComparison.Ordinal), string.Join(',', refused));
    }

    [Fact]
    public void Who_has_no_budget_in_the_agreement_gets_nothing() =>
        Assert.Contains("gives it no budget of yours", Assert.Single(AgentDecision.Decide(Limits(), [], [], []).Refused), StringComparison.Ordinal);

    [Fact]
    public void A_portion_without_a_limit_or_above_it_is_refused()
    {
        Limits().Require();
        Assert.Throws<ClientException>((Limits() with { Most = [] }).Require);
        Assert.Throws<ClientException>((Limits() with { Portions = [] }).Require);
        Assert.Throws<ClientException>((Limits() with { Portions = [Budget(51)] }).Require);
    }

    private static (IReadOnlyList<GrantedBudget> Grant, IReadOnlyList<string> Refused) Decide(long rest, IReadOnlyList<InstanceAccount> accounts) => AgentDecision.Decide(
        Limits(), [new BudgetTerms { MaximumJobsPerDay = 100, Owner = PartyId.Parse("owner"), Requester = s_asker, NanoRho = 100, AttoDelta = 0 }], [Budget(rest)], accounts);

    private static AgentLimits Limits() => new() { Portions = [Budget(10)], Most = [Budget(50)], Lifetime = TimeSpan.FromHours(1) };

    private static GrantedBudget Budget(long nanoRho, long attoDelta = 0) => new() { Requester = s_asker, NanoRho = nanoRho, AttoDelta = attoDelta };
}
