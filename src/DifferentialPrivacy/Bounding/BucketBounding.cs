using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Bounds contributions bucket by bucket. The fast twin of <see cref="RowBounding"/>: with the same secret it keeps the same rows, where no two groups share a cell.</summary>
internal static class BucketBounding
{
    public static void Apply<TEntry, TSink>(
        ContributionBounds bounds, PersonBuckets<TEntry> buckets, int[] cells, SecretOrder order, TSink[] sinks, CancellationToken cancellationToken)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
        where TSink : IContributionSink
    {
        int next = -1;
        CellOfGroup cellOfGroup = new(cells);
        ParallelOptions options = new() { MaxDegreeOfParallelism = sinks.Length, CancellationToken = cancellationToken };
        Parallel.For(0, sinks.Length, options, thread =>
        {
            using SecretOrder own = order.Copy();
            BucketWork<TEntry> work = new(bounds, cellOfGroup, own);
            TSink sink = sinks[thread];
            for (int bucket = Interlocked.Increment(ref next); bucket < buckets.Count; bucket = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                work.Do(buckets, bucket, ref sink);
            }

            sinks[thread] = sink;
        });
    }
}
