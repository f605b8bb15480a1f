using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Zeroed memory on a cache line's boundary that the collector does not move and frees by itself.</summary>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    private const int LineBytes = 64;

    // Kernels look ahead and read whole words: what lies past the end must be readable.
    private const int SlackBytes = 256;

    private readonly ulong[] _memory;

    public PinnedBuffer(long length)
    {
        Length = length;
        long words = ((length * sizeof(T)) + LineBytes + SlackBytes + 7) / 8;
        _memory = GC.AllocateArray<ulong>(checked((int)words), pinned: true);
        long start = (long)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (T*)((start + LineBytes - 1) / LineBytes * LineBytes);
    }

    public long Length { get; }

    /// <summary>Valid as long as this object is reachable: users keep it alive.</summary>
    public T* Pointer { get; }

    public Span<T> Span => new(Pointer, checked((int)Length));
}
