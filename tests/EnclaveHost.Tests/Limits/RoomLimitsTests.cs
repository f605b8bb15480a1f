using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Tests.Startup;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Limits;

public sealed class RoomLimitsTests
{
    public static TheoryData<string> Names =>
    [
        RoomLimits.ConnectionsVariable, RoomLimits.BodyVariable, RoomLimits.BodiesVariable, RoomLimits.JobsVariable, RoomLimits.WaitingVariable,
        RoomLimits.UnpaidVariable, RoomLimits.TablesVariable, RoomLimits.DiskVariable, RoomLimits.DrainVariable,
    ];

    [Fact]
    public void Nothing_set_is_the_usual() =>
        Assert.Equal((16 << 20, 256L << 20, 4, 512, TimeSpan.FromSeconds(20)),
            (RoomLimits.Default.Body, RoomLimits.Default.Bodies, RoomLimits.Default.Jobs, RoomLimits.Default.Waiting, RoomLimits.Default.Drain));

    [Fact]
    public void Each_limit_is_taken_from_its_variable()
    {
        RoomLimits limits = RoomLimits.From(Names.ToDictionary(row => row.Data, row => row.Data == RoomLimits.BodiesVariable ? "128" : "16"), out string problem)!;
        Assert.Equal("", problem);
        Assert.Equal((16, 16 << 20, 128L << 20, 16, 16), (limits.Connections, limits.Body, limits.Bodies, limits.Jobs, limits.Waiting));
        Assert.Equal(16, limits.Unpaid);
        Assert.Equal((16L << 20, 16L << 20, TimeSpan.FromSeconds(16)), (limits.Tables, limits.FreeDisk, limits.Drain));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_number_in_range_is_refused_with_the_range(string name)
    {
        foreach (string value in (string[])["-1", "1.5", "many", "99999999999", " 8", "0x10"])
        {
            Assert.Null(RoomLimits.From(new Dictionary<string, string> { [name] = value }, out string problem));
            Assert.Matches($"^{name} is '{System.Text.RegularExpressions.Regex.Escape(value)}': set it to a whole number from \\d+ to \\d+, or not at all, which is \\d+$", problem);
        }
    }

    /// <summary>The largest body is the measured code's: an operator can make it smaller only, and so with all that wait.</summary>
    [Theory]
    [InlineData(RoomLimits.BodyVariable, "17")]
    [InlineData(RoomLimits.WaitingVariable, "513")]
    public void An_operator_cannot_raise_what_the_measured_code_bounds(string name, string value) =>
        Assert.Null(RoomLimits.From(new Dictionary<string, string> { [name] = value }, out _));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_operators_page_and_the_measurement_name_each_limit(string name)
    {
        Assert.Contains($"`{name}`", File.ReadAllText(Repository.PathTo("docs", "operate.md")), StringComparison.Ordinal);
        Assert.Contains($"\"{name}\"", File.ReadAllText(Repository.PathTo("src", "EnclaveHost", "measurement.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_with_a_malformed_limit_is_told_so_at_start()
    {
        Dictionary<string, string> environment = HostSettingsTests.Complete();
        environment[RoomLimits.JobsVariable] = "0";
        Assert.False(EnclaveHost.Startup.HostSettings.TryRead(environment, out _, out string problem));
        Assert.StartsWith($"{RoomLimits.JobsVariable} is '0'", problem, StringComparison.Ordinal);
    }
}
