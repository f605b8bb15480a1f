using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

public sealed class SyntheticTextTests
{
    [Fact]
    public void Rows_are_summed_up_with_what_was_kept_and_how_safe_they_are()
    {
        string[] lines = [.. SyntheticText.Write(Made.Answer)];
        Assert.Equal("3 synthetic rows, learned from 1,200 [1,100; 1,300] true ones", lines[0]);
        Assert.Contains("dependences kept (1), with the deviation of the noise on each count:", lines);
        Assert.Contains(lines, line => line.EndsWith("9 counts, deviation 12.3", StringComparison.Ordinal));
        Assert.Contains("what an attacker gains who takes whoever is near for a member: 10.00 %", lines);
        Assert.Contains("what an attacker gains who singles people out by rare combinations: 3.00 %", lines);
        Assert.Contains("exact copies of people who were learned from 50.00 %, of people who were held out 45.00 %", lines);
    }
}
