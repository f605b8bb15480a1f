using System.Diagnostics.Metrics;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Operating;

namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>What is looked up when metrics leave: the state of the queue, the ledger, the disk and the checks of readiness.</summary>
internal static class RoomGauges
{
    /// <summary>Free space is told in steps of this many bytes: the exact figure would change with the length of each stored answer.</summary>
    private const long DiskStep = 64 << 20;

    internal static void Observe(Room room, JobRunner runner, Readiness readiness)
    {
        Meter meter = room.Metrics.Meter;
        meter.CreateObservableGauge("cleanroom.jobs.waiting", () => runner.Waiting, "{job}", "Jobs in the queue.");
        meter.CreateObservableGauge("cleanroom.jobs.running", () => runner.Running, "{job}", "Jobs on the path that have not shown their end.");
        meter.CreateObservableGauge("cleanroom.ledger.entries", () => room.Log.Head.Size, "{entry}", "Entries of the ledger.");
        meter.CreateObservableGauge("cleanroom.disk.free", () => room.Disk.Free / DiskStep * DiskStep, "By", "Free space on the disk of the data folder, rounded down to 64 MiB.");
        meter.CreateObservableGauge(
            "cleanroom.agreement.remaining", () => (long)(room.Agreement.Agreement.Expires - room.Clock.Now).TotalSeconds, "s", "Until the agreement expires.");
        meter.CreateObservableGauge("cleanroom.health", () => Health(readiness), "{check}", "1 where a check of readiness holds, 0 where it does not.");
    }

    private static IEnumerable<Measurement<int>> Health(Readiness readiness) => readiness.CheckAsync().GetAwaiter().GetResult()
        .Select(check => new Measurement<int>(check.Holds ? 1 : 0, new KeyValuePair<string, object?>("check", check.Name)));
}
