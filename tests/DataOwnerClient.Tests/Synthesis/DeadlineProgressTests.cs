using EnclaveCleanRoom.DataOwnerClient.Synthesis;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

public sealed class DeadlineProgressTests
{
    [Fact]
    public void With_a_deadline_the_time_since_the_spend_moves_the_bar_and_it_never_falls()
    {
        double last = 0;
        foreach ((string stage, double seconds) in new[] { ("Queued", 0.0), ("Spend", 0), ("Open", 0), ("Open", 3), ("Join", 4), ("Compute", 10), ("Compute", 59), ("Compute", 200), ("Sign", 200), ("Finished", 201) })
        {
            double share = DeadlineProgress.ShareOf(stage, 60, seconds);
            Assert.InRange(share, last, 1);
            last = share;
        }

        Assert.Equal(1, last);
        Assert.InRange(DeadlineProgress.ShareOf("Compute", 60, 30), 0.65, 0.75);
    }

    [Fact]
    public void Without_one_the_stage_is_all_there_is() => Assert.Equal(StageProgress.ShareOf("Compute"), DeadlineProgress.ShareOf("Compute", 0, 30));

    [Fact]
    public void The_word_says_the_stage_and_the_time_that_is_left()
    {
        List<(double Share, string Word)> told = [];
        using DeadlineProgress progress = new(new Told(told), 0);
        progress.Enter("Queued");
        progress.Enter("Compute");
        Assert.Equal(["Queued", "Compute"], told.Select(each => each.Word));
        List<(double Share, string Word)> timed = [];
        using DeadlineProgress deadline = new(new Told(timed), 600);
        deadline.Enter("Compute");
        Assert.Equal("Compute, 600 s left", timed[0].Word);
    }

    private sealed class Told(List<(double Share, string Word)> told) : IProgress<(double Share, string Word)>
    {
        public void Report((double Share, string Word) value) => told.Add(value);
    }
}
