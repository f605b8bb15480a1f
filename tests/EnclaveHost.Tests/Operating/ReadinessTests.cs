using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Operating;

/// <summary>A room that cannot take work says which check fails and what its operator does about it.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_sound_room_is_ready()
    {
        using JobRunner runner = Runner(_room.Room);
        Assert.Empty(await FailingAsync(_room.Room, runner));
    }

    [Fact]
    public async Task Less_free_disk_than_is_kept_in_reserve_fails_its_check()
    {
        using SampleRoom full = new(limits: RoomLimits.Default with { FreeDisk = long.MaxValue / 2 });
        using JobRunner runner = Runner(full.Room);
        Assert.Equal(["disk"], await FailingAsync(full.Room, runner));
    }

    [Fact]
    public async Task As_many_waiting_jobs_as_one_requester_may_have_fail_their_check()
    {
        using SampleRoom busy = new(limits: RoomLimits.Default with { Waiting = 1 });
        using JobRunner runner = Runner(busy.Room);
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob()));
        Assert.Equal(["queue"], await FailingAsync(busy.Room, runner));
    }

    [Fact]
    public async Task A_room_that_was_asked_to_end_is_alive_and_not_ready()
    {
        using JobRunner runner = Runner(_room.Room);
        await runner.StoppingAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["stopping"], await FailingAsync(_room.Room, runner));
        Assert.All(new Readiness(_room.Room, runner).CheckLife(), check => Assert.True(check.Holds));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_fails_its_check_until_it_can_be_again()
    {
        using JobRunner runner = Runner(_room.Room);
        Action committing = _room.Folder.Database.Committing;
        _room.Folder.Database.Committing = () => throw new SqliteException("disk I/O error", 10);
        Assert.Throws<SqliteException>(() => FullDisk.Write(_room.Folder.Database));
        Assert.Equal(["writable"], await FailingAsync(_room.Room, runner));
        Assert.All(new Readiness(_room.Room, runner).CheckLife(), check => Assert.True(check.Holds));

        // Nobody asks for anything meanwhile: the check itself finds out.
        _room.Folder.Database.Committing = committing;
        Assert.Empty(await FailingAsync(_room.Room, runner));
    }

    [Fact]
    public void A_ledger_whose_disk_was_full_takes_everything_again_when_there_is_space()
    {
        FullDisk.Fill(_room.Folder.Database);
        Assert.Equal(13, Assert.Throws<SqliteException>(() => FullDisk.Write(_room.Folder.Database)).SqliteErrorCode);
        Assert.Empty(_room.Folder.Database.Query("SELECT id FROM requests", reader => reader.GetString(0)));
        FullDisk.Free(_room.Folder.Database);
        FullDisk.Write(_room.Folder.Database);
        Assert.Single(_room.Folder.Database.Query("SELECT id FROM requests", reader => reader.GetString(0)));
    }

    [Fact]
    public async Task Each_check_has_an_advice()
    {
        using JobRunner runner = Runner(_room.Room);
        Assert.All(await new Readiness(_room.Room, runner).CheckAsync(), check => Assert.True(check.Advice.Length > 20, check.Name));
    }

    private static async Task<string[]> FailingAsync(Room room, JobRunner runner) =>
        [.. (await new Readiness(room, runner).CheckAsync()).Where(check => !check.Holds).Select(check => check.Name)];

    private static JobRunner Runner(Room room) => new(room, null!, NullLogger<JobRunner>.Instance);
}
