using System.Buffers;

namespace EnclaveCleanRoom.Parquet.Pooling;

/// <summary>Values in pooled native memory that several columns may share; given back, zeroed, when the last of them lets go.</summary>
/// <remarks>A span does not keep it alive: whoever reads through one holds the column, until it is done, and disposes it then and not before.</remarks>
internal sealed unsafe class NativeBuffer<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly NativeBlock _block;
    private readonly int _length;
    private T* _start;
    private int _shares = 1;

    /// <summary>Takes over a block that holds <paramref name="length"/> values.</summary>
    public NativeBuffer(NativeBlock block, int length)
    {
        _block = block;
        _length = length;
        _start = (T*)block.Start;
    }

    /// <summary>The values.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public Span<T> Span
    {
        get
        {
            T* start = _start;
            ObjectDisposedException.ThrowIf(start is null, typeof(Column));
            return new Span<T>(start, _length);
        }
    }

    /// <summary>Values that may be anything.</summary>
    public static NativeBuffer<T> Of(int length) => new(NativePool.Shared.Lend((long)length * sizeof(T)), length);

    /// <inheritdoc/>
    public override Span<T> GetSpan() => Span;

    /// <inheritdoc/>
    /// <remarks>Native memory does not move; the handle keeps it reachable.</remarks>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle((T*)_block.Start + elementIndex, default, this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <summary>Counts one more who will let go.</summary>
    public void Share() => Interlocked.Increment(ref _shares);

    /// <summary>Lets go; each who shares it once.</summary>
    public void LetGo()
    {
        if (Interlocked.Decrement(ref _shares) == 0)
        {
            _start = null;
            _block.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            LetGo();
        }
    }
}
