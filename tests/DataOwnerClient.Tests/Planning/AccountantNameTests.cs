using EnclaveCleanRoom.DataOwnerClient.Planning;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Planning;

public sealed class AccountantNameTests
{
    [Fact]
    public void Every_accountant_has_one_name_and_is_found_by_it()
    {
        Assert.Equal(Enum.GetValues<Accountant>().Order(), AccountantName.All.Select(AccountantName.Parse).Order());
        Assert.All(AccountantName.All, name => Assert.Equal(name, AccountantName.Of(AccountantName.Parse(name))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PLD")]
    [InlineData("moments")]
    public void An_unknown_name_is_refused_and_the_known_ones_are_named(string name)
    {
        ClientException refusal = Assert.Throws<ClientException>(() => AccountantName.Parse(name));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("pld, rdp, zcdp, exact, best", refusal.Message, StringComparison.Ordinal);
    }
}
