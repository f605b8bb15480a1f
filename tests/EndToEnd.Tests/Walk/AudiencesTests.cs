using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>docs/audiences.md, typed from top to bottom: what the page says happens.</summary>
public sealed class AudiencesTests(TestWorld world) : IAsyncDisposable
{
    private readonly PageWalk _walk = new(world);

    public ValueTask DisposeAsync() => _walk.DisposeAsync();

    [Fact]
    public async Task The_page_ends_with_a_list_to_leave_out_and_one_to_reach()
    {
        await _walk.TypeAsync("audiences.md", "publisher", rows: 20_000);
        Assert.Matches(@"of people who are not in customers 4\.74 % are listed", _walk.OutputOf("--query leave-out.json"));
        Assert.Contains("verified (", _walk.OutputOf("--query lookalike.json"), StringComparison.Ordinal);
        string[] left = await File.ReadAllLinesAsync(_walk.Publisher.At("leave-out.csv"), TestContext.Current.CancellationToken);
        string[] reached = await File.ReadAllLinesAsync(_walk.Publisher.At("lookalike.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(("sha256", "sha256"), (left[0], reached[0]));
        Assert.InRange(left.Length, 2_000, 6_000);
        Assert.Equal(1_001, reached.Length);
        Assert.All(left[1..].Concat(reached[1..]), line => Assert.Matches("^[0-9a-f]{64}$", line));
        string report = await File.ReadAllTextAsync(_walk.Publisher.At("lookalike.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Relevance by size", report, StringComparison.Ordinal);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        await _walk.Advertiser.RefusesAsync("cleanroom result $ROOM --agreement agreement.cose --keys keys --job leave-out --out none.cose", 1, "403 room.notEntitled");
    }
}
