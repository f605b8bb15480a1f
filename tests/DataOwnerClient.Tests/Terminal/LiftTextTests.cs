using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

public sealed class LiftTextTests
{
    private static readonly LiftAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Treatment = Arm("exposed", 0.05),
        Control = Arm("held out", 0.04),
        Others = Of(3, 0, 9),
        AbsoluteLift = Of(0.01, 0.002, 0.018),
        RelativeLift = [Of(0.25, 0.05, 0.5)],
        IncrementalConversions = Of(10, 2, 18),
        Split = new SplitFigures { TreatmentShare = Of(0.5, 0.49, 0.51), Planned = 0.5, IsAsPlanned = true },
        Values = [],
    };

    [Fact]
    public void A_lift_comes_with_its_arms_and_what_its_intervals_cover()
    {
        string[] lines = [.. LiftText.Write(s_answer)];
        Assert.Equal("treated share 50.00 % [49.00; 51.00], planned 50 %; in neither arm or in both 3 [0; 9]", lines[0]);
        Assert.Contains("absolute lift 1.00 % [0.20; 1.80]", lines);
        Assert.Contains("relative lift 25.00 % [5.00; 50.00]", lines);
        Assert.Contains("incremental conversions 10 [2; 18]", lines);
        Assert.Equal("intervals of shares, rates, lifts and means also cover that people are a sample", lines[^1]);
    }

    [Fact]
    public void A_split_that_is_not_as_planned_is_said_before_everything_else()
    {
        LiftAnswer odd = s_answer with { Split = s_answer.Split with { IsAsPlanned = false } };
        Assert.StartsWith("WARNING: people were not split as planned", LiftText.Write(odd).First(), StringComparison.Ordinal);
        Assert.False(LiftReport.From(odd).IsSplitAsPlanned);
    }

    [Fact]
    public void Arms_that_noise_may_have_made_are_called_so()
    {
        LiftAnswer drowned = s_answer with { Control = s_answer.Control with { People = Of(5, 0, 30) } };
        Assert.Contains(AnswerSense.NobodyInAnArm, LiftText.Write(drowned));
        Assert.DoesNotContain(AnswerSense.NobodyInAnArm, LiftText.Write(s_answer));
    }

    [Fact]
    public void A_relative_lift_over_what_may_be_nothing_is_not_made_up() =>
        Assert.Contains("relative lift: the control's rate cannot be told from 0", LiftText.Write(s_answer with { RelativeLift = [] }));

    private static ArmFigures Arm(string name, double rate) => new() { Arm = name, People = Of(1000, 990, 1010), Conversions = Of(1000 * rate, 0, 100), Rate = Of(rate, rate - 0.01, rate + 0.01) };

    private static Figure Of(double estimate, double low, double high) => new() { Estimate = estimate, Low = low, High = high };
}
