using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

/// <summary>Names of parties, groups and failures are written by others: a terminal shows them and obeys none of them.</summary>
public sealed class StepListTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b[1;1Hverified", "\ufffd[2J\ufffd[1;1Hverified")]
    [InlineData("\u001b]0;title\u0007", "\ufffd]0;title\ufffd")]
    [InlineData("\u009b31mred", "\ufffd31mred")]
    [InlineData("REFUSED\rverified", "REFUSED\ufffdverified")]
    [InlineData("a\nb\tc\bd\u007f", "a\ufffdb\ufffdc\ufffdd\ufffd")]
    [InlineData("\u202edeifirev\u202c", "\ufffddeifirev\ufffd")]
    [InlineData("a\u2066b\u2069c\u200e\u200f\u061cd", "a\ufffdb\ufffdc\ufffd\ufffd\ufffdd")]
    [InlineData("a\u2028b\u2029c", "a\ufffdb\ufffdc")]
    public void What_a_terminal_would_obey_is_shown_as_a_sign(string text, string shown) => Assert.Equal(shown, StepList.Plain(text));

    [Theory]
    [InlineData("CTR 12.5 % [10.1; 14.9], ε 1.00 at δ 1e-6")]
    [InlineData("Zürich / 東京 / Αθήνα / القاهرة")]
    [InlineData("")]
    public void What_people_write_stays_as_it_is(string text) => Assert.Equal(text, StepList.Plain(text));
}
