using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Rows sorted by person, and each person's by group in the secret order. They are first thrown into buckets of neighbouring people, so small that the rest of the work on a bucket stays
/// in the cache of one core. The fast twin of <see cref="SortedRows"/> and of the ranking that follows it.
/// </summary>
internal abstract class PersonBuckets
{
    /// <summary>Counts the people of each group, each person in the first groups of theirs; see <see cref="PeopleOfGroups"/>.</summary>
    public abstract long[] CountPeople(int groupCount, int maxGroups, int threads, CancellationToken cancellationToken);

    /// <summary>Bounds contributions; see <see cref="BucketBounding"/>.</summary>
    public abstract void Bound<TSink>(ContributionBounds bounds, int[] cells, SecretOrder order, TSink[] sinks, CancellationToken cancellationToken)
        where TSink : IContributionSink;

    /// <summary>Sorts rows, in 4 bytes each where they have room in them.</summary>
    public static PersonBuckets Sort(IContributionSource rows, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        EntryLayout layout = new(BitOperations.Log2((uint)Math.Max(1, rows.GroupCount - 1)) + 1, rows.ValueBits);
        BucketSizes sizes = BucketSizes.For(rows, layout);
        return sizes.Shift <= layout.PersonBitsOf(32)
            ? PersonBuckets<uint>.Sort(rows, layout, sizes, order, threads, cancellationToken)
            : PersonBuckets<ulong>.Sort(rows, layout, sizes, order, threads, cancellationToken);
    }
}
