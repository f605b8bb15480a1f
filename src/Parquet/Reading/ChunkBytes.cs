using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The bytes of a column chunk, brought into memory piece by piece into one buffer that is used again and again. For one thread.</summary>
internal sealed class ChunkBytes(MemoryBudget budget) : IDisposable
{
    // Small enough to stay in a processor's cache from the read to the decryption.
    private const int Window = 1 << 18;

    // Enough for the header of the page after a long one, so that it takes no read of its own.
    private const int Ahead = 256;
    private IByteSource _source = null!;
    private long _next;
    private long _end;
    private readonly NativeArray<byte> _buffer = new();
    private int _start;
    private int _filled;

    /// <summary>Bytes that have not been passed.</summary>
    public long Left => _end - _next + (_filled - _start);

    /// <summary>Begins with <paramref name="size"/> bytes of a file at <paramref name="start"/>; the caller has checked that the file holds them.</summary>
    public void Begin(IByteSource source, long start, long size) =>
        (_source, _next, _end, _start, _filled) = (source, start, start + size, 0, 0);

    /// <summary>Shows the next bytes, at least <paramref name="count"/>, which are valid until the next call and the caller's to change. The caller has checked that so many are left.</summary>
    public ParquetFailureReason Show(long count, out Span<byte> bytes)
    {
        ParquetFailureReason reason = count <= _filled - _start ? ParquetFailureReason.None : Fill(count);
        bytes = reason == ParquetFailureReason.None ? _buffer.AsSpan(_start, _filled - _start) : default;
        return reason;
    }

    /// <summary>Passes bytes that were shown.</summary>
    public void Pass(int count) => _start += count;

    /// <summary>Gives the buffer back, zeroed.</summary>
    public void Dispose() => _buffer.Dispose();

    private ParquetFailureReason Fill(long count)
    {
        int kept = _filled - _start;
        long wanted = Math.Min(Math.Max(count + Ahead, Window), kept + (_end - _next));
        _buffer.AsSpan(_start, kept).CopyTo(_buffer.Span);
        (_start, _filled) = (0, kept);
        if (!budget.TryGrow(_buffer, kept, wanted))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<byte> target = _buffer.AsSpan(kept, (int)wanted - kept);
        if (!_source.TryRead(_next, target))
        {
            return ParquetFailureReason.Truncated;
        }

        _next += target.Length;
        _filled += target.Length;
        return ParquetFailureReason.None;
    }
}
