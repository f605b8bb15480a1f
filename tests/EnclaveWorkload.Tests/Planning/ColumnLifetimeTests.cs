using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Planning;

/// <summary>A column is let go of, and so zeroed, when the plan has taken from it what it needs.</summary>
public sealed class ColumnLifetimeTests
{
    public static TheoryData<Query> Questions =>
    [
        Sample.AskOverlap(),
        Sample.AskSegments(Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Ads, "campaign")),
        Sample.AskModel(),
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void No_column_can_be_read_any_more_once_the_rows_are_bounded(Query query)
    {
        using Run run = new(Sample.Agreement(Sample.Overlap, Sample.Segments, Sample.Model), query, TwoTables.Random(7, 40, 120, 160));

        Assert.True(run.Handed.Count >= 2, "Both tables' ids at least.");
        Assert.All(run.Handed, column => Assert.Throws<ObjectDisposedException>(() => column.Validity));
        Assert.NotNull(run.Compute());
    }

    [Fact]
    public void The_ids_cannot_be_read_any_more_once_the_people_are_numbered()
    {
        using Run run = new(Sample.Agreement(Sample.Overlap), Sample.AskOverlap(), TwoTables.Random(7, 40, 120, 160));
        Assert.All(run.Joined.Sides, side => Assert.Throws<ObjectDisposedException>(() => side.Table.Ids.Codes.Length));
    }
}
