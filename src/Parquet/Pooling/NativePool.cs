using System.Numerics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Pooling;

/// <summary>
/// Lends memory outside the garbage collector's heap, and takes it back zeroed. It keeps a bounded amount for the next who asks; what is beyond goes
/// back to the operating system, the oldest first. Safe from several threads.
/// </summary>
/// <param name="maxIdleBytes">The most bytes that are kept while nobody uses them.</param>
internal sealed unsafe class NativePool(long maxIdleBytes)
{
    private const long SmallestBlock = 256;

    // Who disposes never meets it: so much may be lent before the collector is asked to look for blocks that nobody can reach any more.
    private const long AlwaysLent = 256 << 20;
    private readonly Lock _gate = new();
    private readonly LinkedList<Idle> _byAge = [];
    private readonly Dictionary<long, LinkedList<LinkedListNode<Idle>>> _bySize = [];
    private long _lent;
    private long _collectAbove = AlwaysLent;

    /// <summary>The pool of the process: columns that are read and the memory they are read with.</summary>
    public static NativePool Shared { get; } = new(16 << 20);

    /// <summary>Bytes that are kept while nobody uses them, all of them zero as far as they were ever lent.</summary>
    public long IdleBytes { get; private set; }

    /// <summary>Bytes that are lent.</summary>
    public long LentBytes => Interlocked.Read(ref _lent);

    /// <summary>Lends a block of at least <paramref name="bytes"/>, whatever they hold.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory.</exception>
    public NativeBlock Lend(long bytes)
    {
        long size = SizeOf(bytes);
        AskCollector(Interlocked.Add(ref _lent, size));
        nint start = TakeIdle(size);
        return new NativeBlock(this, start == 0 ? NativePages.Take(size) : start, size, bytes);
    }

    /// <summary>Takes a block back.</summary>
    /// <param name="start">Where it lies.</param>
    /// <param name="size">How long it is.</param>
    /// <param name="used">How much of it was lent, from the start on: what is zeroed.</param>
    public void TakeBack(nint start, long size, long used)
    {
        NativeMemory.Clear((void*)start, (nuint)used);
        Interlocked.Add(ref _lent, -size);
        List<Idle> freed = [];
        lock (_gate)
        {
            _collectAbove = Math.Max(AlwaysLent, Math.Min(_collectAbove, 2 * LentBytes));
            if (size > maxIdleBytes)
            {
                freed.Add(new Idle(start, size));
            }
            else
            {
                Keep(start, size);
                while (IdleBytes > maxIdleBytes)
                {
                    freed.Add(DropOldest());
                }
            }
        }

        foreach (Idle block in freed)
        {
            NativePages.GiveBack(block.Start, block.Size);
        }
    }

    /// <summary>Four sizes between each power of two and the next, so that a block fits the next who asks and at most a fifth of it is spare.</summary>
    private static long SizeOf(long bytes)
    {
        if (bytes <= SmallestBlock)
        {
            return SmallestBlock;
        }

        long step = 1L << (BitOperations.Log2((ulong)(bytes - 1)) - 2);
        return (bytes + step - 1) & -step;
    }

    /// <summary>Blocks that nobody disposed come back when the collector finds them; it does not see how much they hold, and is asked when that has doubled.</summary>
    private void AskCollector(long lent)
    {
        if (lent <= Volatile.Read(ref _collectAbove))
        {
            return;
        }

        lock (_gate)
        {
            if (lent <= _collectAbove)
            {
                return;
            }

            _collectAbove = 2 * lent;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    private nint TakeIdle(long size)
    {
        lock (_gate)
        {
            if (!_bySize.TryGetValue(size, out LinkedList<LinkedListNode<Idle>>? blocks) || blocks.Last is not { } youngest)
            {
                return 0;
            }

            blocks.RemoveLast();
            _byAge.Remove(youngest.Value);
            IdleBytes -= size;
            return youngest.Value.Value.Start;
        }
    }

    private void Keep(nint start, long size)
    {
        if (!_bySize.TryGetValue(size, out LinkedList<LinkedListNode<Idle>>? blocks))
        {
            _bySize.Add(size, blocks = []);
        }

        blocks.AddLast(_byAge.AddLast(new Idle(start, size)));
        IdleBytes += size;
    }

    private Idle DropOldest()
    {
        Idle oldest = _byAge.First!.Value;
        _byAge.RemoveFirst();

        // Blocks of one size are kept in the order of their age too.
        _bySize[oldest.Size].RemoveFirst();
        IdleBytes -= oldest.Size;
        return oldest;
    }

    private readonly record struct Idle(nint Start, long Size);
}
