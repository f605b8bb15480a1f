using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Columns;

/// <summary>What columns are made of: an array, which stays its maker's, or pooled native memory, which is given back when the last column that shows it is disposed.</summary>
internal readonly struct Cells<T>
    where T : unmanaged
{
    private readonly T[]? _array;
    private readonly NativeBuffer<T>? _native;

    private Cells(T[]? array, NativeBuffer<T>? native) => (_array, _native) = (array, native);

    /// <summary>The values.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public ReadOnlySpan<T> Span => _native is null ? _array : _native.Span;

    /// <summary>The values, in a form that keeps them reachable.</summary>
    public ReadOnlyMemory<T> Memory => _native is null ? _array : _native.Memory;

    /// <summary>Whether they lie in native memory.</summary>
    public bool IsNative => _native is not null;

    public static implicit operator Cells<T>(T[] array) => new(array, null);

    public static implicit operator Cells<T>(NativeBuffer<T> native) => new(null, native);

    /// <summary>The same cells for one more who will let go.</summary>
    public Cells<T> Share()
    {
        _native?.Share();
        return this;
    }

    /// <summary>Lets go; each who shares them once.</summary>
    public void LetGo() => _native?.LetGo();
}
