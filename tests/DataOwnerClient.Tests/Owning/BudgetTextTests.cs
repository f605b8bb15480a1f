using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Owning;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Owning;

public sealed class BudgetTextTests
{
    [Theory]
    [InlineData("hospital=0.05", 50_000_000, 0)]
    [InlineData("hospital=1e-9", 1, 0)]
    [InlineData("hospital=0.2,5e-7", 200_000_000, 500_000_000_000)]
    public void A_budget_is_read_exactly(string text, long nanoRho, long attoDelta)
    {
        Assert.True(BudgetText.TryParse(text, out GrantedBudget? budget));
        Assert.Equal(("hospital", nanoRho, attoDelta), (budget.Requester.ToString(), budget.NanoRho, budget.AttoDelta));
    }

    [Theory]
    [InlineData("hospital")]
    [InlineData("hospital=")]
    [InlineData("hospital=-0.1")]
    [InlineData("hospital=0,1,2")]
    [InlineData("hospital=1e-10")]
    [InlineData("hospital=0.1,1e-19")]
    [InlineData("hospital=1000000")]
    [InlineData("Hospital=0.1")]
    [InlineData("a=b=0.1")]
    [InlineData("hospital=NaN")]
    public void What_is_no_exact_budget_is_refused(string text) => Assert.False(BudgetText.TryParse(text, out _));
}
