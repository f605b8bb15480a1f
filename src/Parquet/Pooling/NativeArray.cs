namespace EnclaveCleanRoom.Parquet.Pooling;

/// <summary>An array in pooled native memory that grows while it is filled, and then becomes a column's or is given back, zeroed. For one thread at a time.</summary>
/// <remarks>A span does not keep it alive, and growing gives back what a span from before shows.</remarks>
internal sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    private NativeBlock? _block;
    private T* _start;

    /// <summary>An empty array.</summary>
    public NativeArray()
    {
    }

    /// <summary>An array of values that may be anything.</summary>
    public NativeArray(int length) => Resize(0, length);

    /// <summary>How many values it has.</summary>
    public int Length { get; private set; }

    /// <summary>All values.</summary>
    public Span<T> Span => new(_start, Length);

    /// <summary>The value at <paramref name="index"/>.</summary>
    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
            return ref _start[index];
        }
    }

    /// <summary>Some of the values.</summary>
    public Span<T> AsSpan(int start, int length) => Span.Slice(start, length);

    /// <summary>Moves to a place of <paramref name="length"/> values, of which the first <paramref name="used"/> come along and the others may be anything.</summary>
    public void Resize(int used, int length)
    {
        NativeBlock block = NativePool.Shared.Lend((long)length * sizeof(T));
        T* start = (T*)block.Start;
        Span[..used].CopyTo(new Span<T>(start, length));
        _block?.Dispose();
        _block = block;
        _start = start;
        Length = length;
    }

    /// <summary>Makes room for <paramref name="needed"/> values, and more, so that the next call has little to do.</summary>
    /// <exception cref="OverflowException">They are more than an array can have.</exception>
    public void Grow(int used, long needed)
    {
        if (needed > Length)
        {
            Resize(used, needed <= Array.MaxLength ? (int)Math.Min(Array.MaxLength, Math.Max(needed, Length * 2L)) : throw new OverflowException("The values are more than an array can have."));
        }
    }

    /// <summary>Hands the values over; the array is empty then.</summary>
    public NativeBuffer<T> Detach()
    {
        NativeBuffer<T> buffer = new(_block ?? NativePool.Shared.Lend(0), Length);
        _block = null;
        Dispose();
        return buffer;
    }

    /// <summary>Gives the memory back; the array is empty then.</summary>
    public void Dispose()
    {
        _start = null;
        Length = 0;
        _block?.Dispose();
        _block = null;
    }
}
