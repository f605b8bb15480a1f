using System.Diagnostics.Metrics;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>
/// What is counted for the operator. Every name and every tag stands in docs/telemetry.md, and a test compares them. Each value is public to all parties anyway: what
/// was asked over the network and with which code it was answered, how many jobs wait, what the ledger says, how large ciphertext is.
/// </summary>
/// <remarks>
/// There is no histogram and no duration: how long a step takes that sees rows depends on the rows, and how long any other takes depends on what else computes
/// meanwhile. Memory and processor time are left out for the same reason. Values leave at fixed intervals.
/// </remarks>
internal sealed class RoomMetrics : IDisposable
{
    internal const string MeterName = "EnclaveCleanRoom.Room";

    /// <summary>In place of a route or method that the room does not know: whatever strangers send, it makes no tag of its own.</summary>
    internal const string Other = "other";

    private static readonly string[] s_methods = ["GET", "POST", "PUT"];

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _problems;
    private readonly Counter<long> _uploaded;
    private readonly Counter<long> _submitted;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _denials;

    internal RoomMetrics()
    {
        _requests = _meter.CreateCounter<long>("cleanroom.http.requests", "{request}", "Requests that were answered.");
        _problems = _meter.CreateCounter<long>("cleanroom.http.problems", "{problem}", "Answers that were problems, by their code.");
        _uploaded = _meter.CreateCounter<long>("cleanroom.uploads.bytes", "By", "Ciphertext that was received.");
        _submitted = _meter.CreateCounter<long>("cleanroom.jobs.submitted", "{job}", "Jobs that were put to the room, by what came of it.");
        _ended = _meter.CreateCounter<long>("cleanroom.jobs.ended", "{job}", "Jobs that ended, by how the ledger has it.");
        _denials = _meter.CreateCounter<long>("cleanroom.jobs.denials", "{reason}", "Reasons for which jobs were denied, by their code.");
    }

    internal Meter Meter => _meter;

    /// <param name="route">The route's pattern, or <see langword="null"/> when none matched.</param>
    /// <param name="method">The method as it came.</param>
    /// <param name="status">The status that was answered.</param>
    internal void CountRequest(string? route, string method, int status) =>
        _requests.Add(1, new("route", route ?? Other), new("method", s_methods.Contains(method) ? method : Other), new("status", status));

    /// <param name="code">A code of the catalogue.</param>
    internal void CountProblem(string code) => _problems.Add(1, new KeyValuePair<string, object?>("code", code));

    internal void CountUpload(long bytes) => _uploaded.Add(bytes);

    internal void CountSubmission(Submission outcome) => _submitted.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <param name="state">How it ended.</param>
    /// <param name="codes">Of a denial, the codes of its reasons.</param>
    internal void CountEnd(JobState state, IEnumerable<string> codes)
    {
        _ended.Add(1, new KeyValuePair<string, object?>("state", state.ToString()));
        foreach (string code in codes)
        {
            _denials.Add(1, new KeyValuePair<string, object?>("code", code));
        }
    }

    public void Dispose() => _meter.Dispose();
}
