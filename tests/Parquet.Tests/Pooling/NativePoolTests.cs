using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Tests.Pooling;

public sealed class NativePoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    [InlineData(9_000_001)]
    public unsafe void A_block_that_comes_back_is_zeroed_and_lent_again(int bytes)
    {
        NativePool pool = new(1 << 24);
        NativeBlock block = pool.Lend(bytes);
        nint start = block.Start;
        new Span<byte>((void*)start, bytes).Fill(0xA5);
        Assert.InRange(pool.LentBytes, bytes, Math.Max(256, bytes * 5L / 4));
        block.Dispose();

        using NativeBlock again = pool.Lend(bytes);
        Assert.Equal(start, again.Start);
        Assert.False(new Span<byte>((void*)start, bytes).ContainsAnyExcept((byte)0));
        Assert.Equal(0, pool.IdleBytes);
    }

    [Fact]
    public void A_block_comes_back_once_however_often_it_is_disposed()
    {
        NativePool pool = new(1 << 20);
        NativeBlock block = pool.Lend(1_000);
        block.Dispose();
        block.Dispose();
        Assert.Equal((0, 1_024), (pool.LentBytes, pool.IdleBytes));
    }

    [Fact]
    public void No_more_is_kept_than_the_bound_and_the_oldest_goes_first()
    {
        NativePool pool = new(4_096);
        NativeBlock[] blocks = [.. Enumerable.Range(0, 10).Select(_ => pool.Lend(1_024))];
        nint[] starts = [.. blocks.Select(block => block.Start)];
        Assert.All(blocks, block => block.Dispose());
        Assert.Equal((0, 4_096), (pool.LentBytes, pool.IdleBytes));

        // The youngest of those that are kept is lent first.
        NativeBlock[] again = [.. Enumerable.Range(0, 4).Select(_ => pool.Lend(1_024))];
        Assert.Equal(starts[^4..].Reverse(), again.Select(block => block.Start));
        Assert.All(again, block => block.Dispose());
        pool.Lend(8_192).Dispose();
        Assert.Equal(4_096, pool.IdleBytes);
        pool.Lend(2_048).Dispose();
        Assert.Equal(4_096, pool.IdleBytes);
    }

    [Fact]
    public void A_block_that_nobody_disposed_comes_back_when_nobody_can_reach_it()
    {
        NativePool pool = new(1 << 20);
        Forget(pool);
        Assert.Equal(4_096, pool.LentBytes);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal((0, 4_096), (pool.LentBytes, pool.IdleBytes));
    }

    [Fact]
    public async Task Many_threads_never_meet_in_one_block()
    {
        NativePool pool = new(1 << 16);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(mark => Task.Run(
            () =>
            {
                Random random = new(mark);
                for (int i = 0; i < 2_000; i++)
                {
                    Use(pool, random.Next(1, 20_000), (byte)mark);
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(0, pool.LentBytes);
        Assert.InRange(pool.IdleBytes, 0, 1 << 16);
    }

    [Fact]
    public void An_array_keeps_what_it_holds_while_it_grows_and_is_empty_once_it_is_handed_over()
    {
        using NativeArray<int> array = new();
        for (int i = 0; i < 10_000; i++)
        {
            array.Grow(i, i + 1);
            array[i] = i;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => array[array.Length]);
        NativeBuffer<int> buffer = array.Detach();
        Assert.Equal(0, array.Length);
        Assert.Equal(Enumerable.Range(0, 10_000), buffer.Span[..10_000].ToArray());
        Assert.Equal(Enumerable.Range(0, 10_000), buffer.Memory.Span[..10_000].ToArray());
        buffer.Share();
        buffer.LetGo();
        Assert.Equal(9_999, buffer.Span[9_999]);
        buffer.LetGo();
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(NativePool pool) => _ = pool.Lend(4_096);

    private static unsafe void Use(NativePool pool, int bytes, byte mark)
    {
        using NativeBlock block = pool.Lend(bytes);
        Span<byte> span = new((void*)block.Start, bytes);
        span.Fill(mark);
        Thread.Yield();
        Assert.False(span.ContainsAnyExcept(mark));
    }
}
