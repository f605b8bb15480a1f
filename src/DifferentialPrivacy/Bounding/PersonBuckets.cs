using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Rows sorted by person, and each person's by group in the secret order. They are first thrown into buckets of neighbouring people, so small that the rest of the work on a bucket stays
/// in the cache of one core. The fast twin of <see cref="SortedRows"/> and of the ranking that follows it.
/// </summary>
internal abstract class PersonBuckets
{
    /// <summary>Counts the people of each group, each person in the first groups of theirs; see <see cref="PeopleOfGroups"/>.</summary>
    public abstract long[] CountPeople(PeopleToCount people, int threads, CancellationToken cancellationToken);

    /// <summary>Bounds contributions; see <see cref="BucketBounding"/>.</summary>
    public abstract void Bound<TSink>(ContributionBounds bounds, int[] cells, SecretOrder order, TSink[] sinks, CancellationToken cancellationToken)
        where TSink : IContributionSink;

    /// <summary>Sorts rows, in 4 bytes each where they have room in them, and counts people if asked to: while a bucket is in the cache that takes half the time.</summary>
    /// <returns>The rows; the people of each group, empty if nobody asked.</returns>
    public static (PersonBuckets Rows, long[] People) Sort(IContributionSource rows, PeopleToCount? people, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        EntryLayout layout = new(BitOperations.Log2((uint)Math.Max(1, rows.GroupCount - 1)) + 1, rows.ValueBits);
        BucketSizes sizes = BucketSizes.For(rows, layout);
        return sizes.Shift <= layout.PersonBitsOf(32)
            ? PersonBuckets<uint>.Sort(rows, layout, sizes, people, order, threads, cancellationToken)
            : PersonBuckets<ulong>.Sort(rows, layout, sizes, people, order, threads, cancellationToken);
    }
}
