using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.EndToEnd.Tests.Jobs;

namespace EnclaveCleanRoom.EndToEnd.Tests.Load;

/// <summary>
/// Many at once: nothing that was accepted is lost, who is refused is told why and may come again, and the room's memory stays bounded. The large sizes are run by hand
/// (<c>--explicit only</c>); docs/measurements.md has figures. The small ones run always.
/// </summary>
public sealed class LoadTests(TestWorld world)
{
    /// <summary>What a room needs beside bodies: runtime, connections, ledger, the tables of a few small jobs.</summary>
    private const long Base = 700L << 20;

    private const long Bodies = 256L << 20;

    [Fact]
    public Task Sixty_uploads_at_once_all_arrive() => UploadAsync(60);

    [Fact(Explicit = true)]
    public Task A_thousand_uploads_at_once_all_arrive() => UploadAsync(1_000);

    [Fact]
    public Task Twenty_jobs_at_once_all_end() => AskAsync(20, 512);

    [Fact(Explicit = true)]
    public Task Five_hundred_jobs_at_once_all_end() => AskAsync(500, 512);

    [Fact]
    public Task Of_more_jobs_than_may_wait_some_are_refused_and_none_is_lost() => AskAsync(20, 8);

    [Fact]
    public Task A_large_upload_in_a_stream_takes_no_more_memory_than_a_small_one() => StreamAsync(96L << 20);

    [Fact(Explicit = true)]
    public Task Ten_gigabytes_in_a_stream_take_no_more_memory_than_a_small_upload() => StreamAsync(10_000_000_000);

    /// <summary>Each uploader with a connection of its own; all of them send the whole of one of the two tables.</summary>
    private async Task UploadAsync(int count)
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset[] tables = [await deal.SealAsync(StandardAgreement.Feeds), await deal.SealAsync(StandardAgreement.Ads)];
        await room.InstanceAsync();
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => room.UploadAsync(tables[i % 2]), TestContext.Current.CancellationToken)));
        Report(room, $"{count} uploads at once", watch.Elapsed);
        foreach (SealedDataset table in tables)
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(table.Path, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(room.CiphertextFile(table.Manifest.Dataset), TestContext.Current.CancellationToken));
        }

        Assert.InRange(PeakMemory(room), 1, Base + Bodies);
    }

    /// <summary>Of two requesters in turn, each job another question; those that were refused are not known afterwards.</summary>
    private async Task AskAsync(int count, int waiting)
    {
        Deal deal = world.Agree(agreement => agreement with
        {
            Privacy = agreement.Privacy with { Budgets = [.. agreement.Privacy.Budgets.Select(budget => budget with { MaximumJobsPerDay = 1_000 })] },
        });
        await using TestRoom room = await deal.OpenRoomAsync(null, null, ("CLEANROOM_LIMIT_WAITING", $"{waiting}"));
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        List<SubmittedJob> jobs = [];
        for (int i = 0; i < count; i++)
        {
            jobs.Add(await SubmittedJob.WriteAsync(room, i % 2 == 0 ? world.Advertiser : world.Publisher, Questions.NewOverlap() with { NanoRho = 1_000_000 + i }));
        }

        Stopwatch watch = Stopwatch.StartNew();
        ConcurrentDictionary<JobId, string> answers = new();
        await Task.WhenAll(jobs.Select(job => Task.Run(async () => answers[job.Id] = await job.PostAsync(room), TestContext.Current.CancellationToken)));
        TimeSpan accepted = watch.Elapsed;
        Assert.All(answers.Values, answer => Assert.True(answer.Length == 0 || answer.StartsWith("429 room.queueFull", StringComparison.Ordinal), answer));
        SubmittedJob[] taken = [.. jobs.Where(job => answers[job.Id].Length == 0)];
        Assert.InRange(taken.Length, Math.Min(count, waiting), count);

        // Fair: neither of the two was refused for what the other put.
        Assert.All(taken.GroupBy(job => job.Requester.Id), own => Assert.InRange(own.Count(), Math.Min(count / 2, waiting), count));
        foreach (SubmittedJob job in taken)
        {
            JsonElement end = await job.ReadEndAsync(room);
            Assert.Equal("Done", end.GetProperty("state").GetString());
        }

        foreach (SubmittedJob refused in jobs.Except(taken))
        {
            Assert.StartsWith("404 room.notFound", await room.TryAsync(refused.Requester, HttpMethod.Get, $"/jobs/{refused.Id}"), StringComparison.Ordinal);
        }

        Report(room, $"{taken.Length} of {count} jobs at once, accepted after {accepted.TotalSeconds:0.0} s", watch.Elapsed);
        Assert.InRange(PeakMemory(room), 1, Base + Bodies);
    }

    /// <summary>Ciphertext of any content: what it is would be judged when it is opened, and this is about its size.</summary>
    private async Task StreamAsync(long length)
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        Manifest manifest = (await deal.SealAsync(StandardAgreement.Feeds)).Manifest with { FileLength = length };
        Assert.Equal("", await room.TryAsync(world.Publisher, HttpMethod.Post, "/manifests", SignedDocument.Sign(manifest, world.Publisher.Signer)));
        using RoomConnection connection = await room.ConnectAsync(world.Publisher);
        byte[] piece = new byte[4 << 20];
        Random.Shared.NextBytes(piece);
        Stopwatch watch = Stopwatch.StartNew();
        for (long offset = 0; offset < length; offset += piece.Length)
        {
            piece[0] = (byte)((offset >> 22) & 0xFF);
            int size = (int)Math.Min(piece.Length, length - offset);
            using HttpResponseMessage put = await connection.SendAsync(
                HttpMethod.Put, $"/datasets/feeds/1/ciphertext?offset={offset}", piece.AsMemory(0, size), TestContext.Current.CancellationToken);
            Assert.True(put.IsSuccessStatusCode, $"{put.StatusCode} at {offset}");
        }

        Report(room, $"{length} bytes in one upload, {length / watch.Elapsed.TotalSeconds / (1 << 20):0} MiB/s", watch.Elapsed);
        Assert.Equal(length, new FileInfo(room.CiphertextFile(StandardAgreement.Feeds)).Length);
        Assert.InRange(PeakMemory(room), 1, Base);
        File.Delete(room.CiphertextFile(StandardAgreement.Feeds));
    }

    private static void Report(TestRoom room, string what, TimeSpan duration) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"{what}: {duration.TotalSeconds:0.0} s, the room's memory at most {PeakMemory(room) >> 20} MiB");

    /// <summary>The most that the room ever held in memory.</summary>
    private static long PeakMemory(TestRoom room)
    {
        string line = File.ReadLines($"/proc/{room.ProcessId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) << 10;
    }
}
