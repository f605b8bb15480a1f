using System.Collections.Concurrent;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Datasets;

/// <summary>A store in memory that remembers what was read, and fails when a test says so.</summary>
internal sealed class RecordingStore : IObjectStore
{
    private readonly ConcurrentQueue<(string Name, long Offset, int Length)> _reads = new();

    public string Place => "memory";

    internal ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    internal IReadOnlyCollection<(string Name, long Offset, int Length)> Reads => _reads;

    /// <summary>What every request comes to; null for none.</summary>
    internal StoreFailure? Failure { get; set; }

    /// <summary>After how many ranges every further one fails.</summary>
    internal int FailAfter { get; set; } = int.MaxValue;

    internal void Forget() => _reads.Clear();

    internal void Change(Func<byte[], byte[]> change)
    {
        foreach (string name in Objects.Keys)
        {
            Objects[name] = change(Objects[name]);
        }
    }

    public Task<StoreResult<long>> GetLengthAsync(ObjectName name, CancellationToken cancellationToken = default) =>
        Task.FromResult(Failure is not null ? Failure : Objects.TryGetValue(name.ToString(), out byte[]? content) ? (StoreResult<long>)content.LongLength : Missing());

    public Task<StoreResult<int>> ReadAsync(ObjectName name, long offset, Memory<byte> target, CancellationToken cancellationToken = default)
    {
        _reads.Enqueue((name.ToString(), offset, target.Length));
        if (Failure is not null || _reads.Count > FailAfter)
        {
            return Task.FromResult<StoreResult<int>>(Failure ?? new StoreFailure(StoreFailureReason.Unavailable, null, null, "It went away."));
        }

        Objects[name.ToString()].AsSpan((int)offset, target.Length).CopyTo(target.Span);
        return Task.FromResult<StoreResult<int>>(target.Length);
    }

    public Task<StoreResult<Upload>> UploadAsync(ObjectName name, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing is held.
    }

    private static StoreFailure Missing() => new(StoreFailureReason.NotFound, null, null, "There is none.");
}
