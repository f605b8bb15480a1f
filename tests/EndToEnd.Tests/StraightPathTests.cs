using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests;

/// <summary>The straight path with real processes: what is answered verifies, and lies where the known truth is.</summary>
public sealed class StraightPathTests(TestWorld world)
{
    [Fact]
    public async Task The_overlap_is_answered_verified_and_close_to_the_truth()
    {
        TestRoom room = await world.StandardRoomAsync();
        OverlapAnswer answer = Verified<OverlapAnswer>(await room.AskAndVerifyAsync(world.Publisher, Questions.NewOverlap()));
        // The noise's standard deviation is below 3; a bound of 30 fails once in more than 10^20 runs.
        Assert.InRange(answer.Overlap.Estimate, People.InBoth - 30, People.InBoth + 30);
        Assert.Equal(2, answer.Tables.Count);
        Assert.All(answer.Tables, table =>
        {
            Assert.InRange(table.People.Estimate, People.EachTable - 30, People.EachTable + 30);
            Assert.InRange(table.MatchRate.Estimate, 0.5, 0.7);
        });
    }

    [Fact]
    public async Task Segments_are_answered_verified_and_close_to_the_truth()
    {
        TestRoom room = await world.StandardRoomAsync();
        SegmentsAnswer answer = Verified<SegmentsAnswer>(await room.AskAndVerifyAsync(world.Advertiser, Questions.Segments));
        SegmentFigures phone = answer.Groups.Single(group => group.Values.Contains("phone"));
        SegmentFigures desk = answer.Groups.Single(group => group.Values.Contains("desk"));
        Assert.InRange(phone.Find(Questions.Impressions)!.Estimate, People.ImpressionsOfEachDevice - 60, People.ImpressionsOfEachDevice + 60);
        Assert.InRange(phone.Find(Questions.ClickThroughRate)!.Estimate, People.ClickThroughRateOnPhones - 0.25, People.ClickThroughRateOnPhones + 0.25);
        Assert.InRange(desk.Find(Questions.ClickThroughRate)!.Estimate, 0, 0.2);
    }

    [Fact]
    public async Task A_model_is_better_with_the_partners_columns_and_says_whom_its_figures_do_not_cover()
    {
        TestRoom room = await world.StandardRoomAsync();
        CtrModelAnswer answer = Verified<CtrModelAnswer>(await room.AskAndVerifyAsync(world.Advertiser, Questions.Model));
        Assert.InRange(answer.WithPartner.Auc.Estimate, 0.6, 1);
        Assert.InRange(answer.WithoutPartner.Auc.Estimate, 0.3, 0.7);
        Assert.Contains("training users are not covered", answer.Covers, StringComparison.Ordinal);
    }

    private static T Verified<T>(ResultVerification verification)
        where T : Answer
    {
        Assert.True(verification.Verdict == VerificationVerdict.Verified, string.Join('\n', verification.Checks.Where(check => !check.Holds)));
        return Assert.IsType<T>(verification.Result!.Answer);
    }
}
