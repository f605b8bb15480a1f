using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Operating;

/// <summary>Whether the room lives, and whether it may be sent work. All of it follows from the ledger's state, the disk, the clock and the length of the queue.</summary>
internal sealed class Readiness(Room room, JobRunner runner)
{
    /// <summary>What only a restart can mend.</summary>
    internal IReadOnlyList<HealthCheck> CheckLife() =>
    [
        new("jobs", runner.IsAlive || runner.IsStopping, "No job is taken from the queue any more: restart the container."),
        new("ledger", room.Database.IsAlive, "The ledger's thread has ended: restart the container."),
    ];

    /// <summary>What an operator can mend without a restart, or has caused.</summary>
    internal async Task<IReadOnlyList<HealthCheck>> CheckAsync() =>
    [
        .. CheckLife(),
        new("stopping", !runner.IsStopping, "The room was asked to end. Jobs that are paid for are let to finish."),
        new("accepted", room.IsAccepted, "The agreement accepts no such instance: nobody will grant or release anything to it. Compare its host data with the agreement's (the log says what differs)."),
        new("agreement", room.Clock.Now < room.Agreement.Agreement.Expires, "The agreement has expired, and no amendment changes its end: the parties sign a new one, and a room is started on that."),
        new("disk", room.Disk.Fits(0), "Less of the disk is free than is kept in reserve: make room on it, or give the room a larger one."),
        new("writable", await IsWritableAsync(), "The ledger cannot be written: look at the disk of the data folder (full, read-only, gone)."),
        new("queue", runner.Unfinished < room.Limits.Waiting, "As many jobs wait as one requester may have: wait, or let more run at a time (CLEANROOM_LIMIT_JOBS)."),
    ];

    /// <summary>Asked only when the last commit has failed, so that a room recovers from a full disk without anybody's request.</summary>
    private async Task<bool> IsWritableAsync()
    {
        if (room.Database.IsWritable)
        {
            return true;
        }

        try
        {
            return await room.Database.ProbeAsync();
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
