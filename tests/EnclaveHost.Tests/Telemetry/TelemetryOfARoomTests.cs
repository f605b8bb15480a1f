using System.Diagnostics;
using System.Diagnostics.Metrics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Telemetry;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Telemetry;

/// <summary>What a room tells its operator about jobs, measured where it leaves.</summary>
public sealed class TelemetryOfARoomTests : IDisposable
{
    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_trace_shows_the_steps_before_the_spend_on_ticks_and_nothing_of_what_sees_rows()
    {
        (Activity[] quick, Activity[] slow) = (await TraceAsync("quick", TimeSpan.Zero), await TraceAsync("slow", TimeSpan.FromMilliseconds(700)));
        Assert.Equal(["cleanroom.job", "cleanroom.job.Admit", "cleanroom.job.Attest", "cleanroom.job.Spend", "cleanroom.job.Unlock"], Names(quick));
        Assert.Equal(Names(quick), Names(slow));
        Assert.All(quick.Concat(slow), span =>
        {
            Assert.Equal(0, span.StartTimeUtc.Ticks % JobTrace.Tick.Ticks);
            Assert.Equal(0, span.Duration.Ticks % JobTrace.Tick.Ticks);
            Assert.Empty(span.Events);
            Assert.Null(span.TraceStateString);
        });

        // However long the rows keep it busy, the trace ended with the spend.
        Activity job = slow.Single(span => span.OperationName == "cleanroom.job");
        Assert.InRange(job.Duration, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        Assert.Equal([("cleanroom.job.id", "slow"), ("cleanroom.job.outcome", "Paid")], job.TagObjects.Select(tag => (tag.Key, (string)tag.Value!)));
        Assert.All(slow.Where(span => span != job), span => Assert.Empty(span.TagObjects));
    }

    [Fact]
    public void No_activity_of_a_trace_becomes_current_for_calls_to_services_or_has_a_callers_parent()
    {
        using Listening listening = new();
        using Activity caller = new("a caller's");
        caller.Start();
        JobTrace trace = new(JobId.Parse("alone"));
        trace.Begin(JobStage.Admit);
        Assert.Null(Activity.Current);
        trace.End();
        Activity job = listening.Of("alone").Single(span => span.OperationName == "cleanroom.job");
        Assert.Equal(default, job.ParentSpanId);
        Assert.NotEqual(caller.TraceId, job.TraceId);
    }

    [Fact]
    public void What_strangers_send_makes_no_tag_of_its_own()
    {
        List<string> seen = [];
        using MeterListener listener = Listen(_room.Room.Metrics, tags => seen.Add(string.Join(' ', tags)));
        _room.Room.Metrics.CountRequest(null, "BREW-COFFEE", 404);
        _room.Room.Metrics.CountRequest("/v1/jobs/{id}", "GET", 200);
        Assert.Equal(["route=other method=other status=404", "route=/v1/jobs/{id} method=GET status=200"], seen);
    }

    [Fact]
    public void A_jobs_end_is_counted_by_state_and_each_reason_by_its_code()
    {
        List<string> seen = [];
        using MeterListener listener = Listen(_room.Room.Metrics, tags => seen.Add(string.Join(' ', tags)));
        _room.Room.Metrics.CountEnd(JobState.Denied, ["denial.grantMissing", "denial.keyNotReleased"]);
        Assert.Equal(["state=Denied", "code=denial.grantMissing", "code=denial.keyNotReleased"], seen);
    }

    [Fact]
    public void A_jobs_end_is_told_once_and_not_when_its_computation_stops_later()
    {
        int told = 0;
        JobProgress progress = new(null, () => told++);
        progress.Begin(JobStage.Compute);
        progress.Begin(JobStage.Finished);
        Assert.Equal(1, told);
        progress.Begin(JobStage.Sign);
        progress.End();
        Assert.Equal((1, JobStage.Finished), (told, progress.Stage));
    }

    private static MeterListener Listen(RoomMetrics metrics, Action<string[]> measured)
    {
        MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == metrics.Meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => measured([.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]));
        listener.Start();
        return listener;
    }

    private async Task<Activity[]> TraceAsync(string id, TimeSpan computing)
    {
        using Listening listening = new();
        JobTrace trace = new(JobId.Parse(id));
        JobProgress progress = new(trace);
        foreach (JobStage stage in (JobStage[])[JobStage.Admit, JobStage.Attest, JobStage.Unlock, JobStage.Spend, JobStage.Open, JobStage.Join, JobStage.Bound, JobStage.Compute])
        {
            progress.Begin(stage);
        }

        await Task.Delay(computing, TestContext.Current.CancellationToken);
        progress.Begin(JobStage.Sign);
        progress.Begin(JobStage.Finished);
        return listening.Of(id);
    }

    private static IEnumerable<string> Names(Activity[] spans) => spans.Select(span => span.OperationName).Order(StringComparer.Ordinal);

    private sealed class Listening : IDisposable
    {
        private readonly List<Activity> _ended = [];
        private readonly ActivityListener _listener;

        internal Listening()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == JobTrace.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = ended =>
                {
                    lock (_ended)
                    {
                        _ended.Add(ended);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>All spans of a job's trace; other tests trace at the same time.</summary>
        internal Activity[] Of(string job)
        {
            lock (_ended)
            {
                ActivityTraceId trace = _ended.Single(span => (string?)span.GetTagItem("cleanroom.job.id") == job).TraceId;
                return [.. _ended.Where(span => span.TraceId == trace)];
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
