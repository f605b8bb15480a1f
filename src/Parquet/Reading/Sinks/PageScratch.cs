using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Arrays that sinks of one thread decode pages with, one sink after the other; nothing in them outlives a page.</summary>
internal sealed class PageScratch : IDisposable
{
    public readonly NativeArray<int> Codes = new();
    public readonly NativeArray<byte> Plain = new();
    public readonly NativeArray<long> Deltas = new();
    public readonly NativeArray<long> Prefixes = new();
    public readonly NativeArray<int> Starts = new();
    public readonly NativeArray<int> Sizes = new();
    public readonly NativeArray<byte> Joined = new();

    public void Dispose()
    {
        Codes.Dispose();
        Plain.Dispose();
        Deltas.Dispose();
        Prefixes.Dispose();
        Starts.Dispose();
        Sizes.Dispose();
        Joined.Dispose();
    }
}
