using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Pooling;

/// <summary>A block of native memory, lent by a pool. It goes back, zeroed, when it is disposed, or when the collector finds that nobody can reach it.</summary>
internal sealed class NativeBlock : SafeHandle
{
    private readonly NativePool _pool;
    private readonly long _size;
    private readonly long _used;

    /// <param name="pool">Takes it back.</param>
    /// <param name="start">Where it lies.</param>
    /// <param name="size">How long it is.</param>
    /// <param name="used">How many bytes of it are used, from the start on.</param>
    public NativeBlock(NativePool pool, nint start, long size, long used)
        : base(0, ownsHandle: true)
    {
        _pool = pool;
        _size = size;
        _used = used;
        SetHandle(start);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Where it lies.</summary>
    public nint Start => handle;

    protected override bool ReleaseHandle()
    {
        _pool.TakeBack(handle, _size, _used);
        return true;
    }
}
