using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <inheritdoc/>
/// <typeparam name="TEntry">An integer that a row fits into.</typeparam>
internal sealed class PersonBuckets<TEntry> : PersonBuckets
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    /// <summary>Elements behind the last row that may be read.</summary>
    public const int Slack = FewPlaces.Most + 1;

    private readonly BucketSizes _sizes;

    private PersonBuckets(EntryLayout layout, TEntry[] entries, int[] starts, BucketSizes sizes) => (Layout, Entries, Starts, _sizes) = (layout, entries, starts, sizes);

    /// <summary>How entries are to be read.</summary>
    public EntryLayout Layout { get; }

    /// <summary>The rows, person after person, and behind them some elements that are none.</summary>
    public TEntry[] Entries { get; }

    /// <summary>Where each person's rows begin, and after the last person their end.</summary>
    public int[] Starts { get; }

    /// <summary>The number of buckets.</summary>
    public int Count => _sizes.Count;

    /// <summary>The people of a bucket, from the first to before the last.</summary>
    public (int First, int End) PeopleOf(int bucket) => _sizes.PeopleOf(bucket, Starts.Length - 1);

    public override long[] CountPeople(PeopleToCount people, int threads, CancellationToken cancellationToken) =>
        PeopleOfGroups.Count(this, people, threads, cancellationToken);

    public override void Bound<TSink>(ContributionBounds bounds, int[] cells, SecretOrder order, TSink[] sinks, CancellationToken cancellationToken) =>
        BucketBounding.Apply(bounds, this, cells, order, sinks, cancellationToken);

    public static (PersonBuckets Rows, long[] People) Sort(
        IContributionSource rows, EntryLayout layout, BucketSizes sizes, PeopleToCount? people, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        long[] counts = new long[people?.Groups ?? 0];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        (TEntry[] entries, int[] starts) = BucketThrow<TEntry>.Throw(rows, layout, sizes, options);
        int[] personStarts = new int[rows.PersonCount + 1];
        Parallel.For(
            0,
            sizes.Count,
            options,
            () => new BucketSort<TEntry>(layout, order, people),
            (bucket, _, sort) =>
            {
                (int first, int end) = sizes.PeopleOf(bucket, rows.PersonCount);
                sort.Sort(entries, starts[bucket], starts[bucket + 1], first, personStarts.AsSpan(first..end));
                return sort;
            },
            sort =>
            {
                lock (counts)
                {
                    sort.People?.AddTo(counts);
                }

                sort.Dispose();
            });
        personStarts[rows.PersonCount] = starts[sizes.Count];
        return (new PersonBuckets<TEntry>(layout, entries, personStarts, sizes), counts);
    }
}
