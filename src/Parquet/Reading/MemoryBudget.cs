using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Counts the memory of one read against its limit. Safe from several threads.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long _left = limit;

    /// <summary>Takes <paramref name="bytes"/>, or nothing and false when the limit would be exceeded.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _left, bytes);

    /// <summary>Grows <paramref name="array"/> to at least <paramref name="needed"/> elements, at least doubling; false when the limit would be exceeded.</summary>
    /// <remarks>Called with what has really been decoded so far plus one page: a declared total never decides.</remarks>
    public bool TryGrow<T>(NativeArray<T> array, int used, long needed)
        where T : unmanaged
    {
        if (needed <= array.Length)
        {
            return true;
        }

        if (needed > Array.MaxLength)
        {
            return false;
        }

        int size = (int)Math.Min(Array.MaxLength, Math.Max(needed, array.Length * 2L));
        long more = (long)(size - array.Length) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        if (!TryTake(more))
        {
            return false;
        }

        array.Resize(used, size);
        return true;
    }
}
