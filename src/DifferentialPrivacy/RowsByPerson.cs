using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Rows sorted by person and group, once for all bounds that are then applied to them.</summary>
public sealed class RowsByPerson
{
    private RowsByPerson(PersonBuckets buckets, int groupCount) => (Buckets, GroupCount) = (buckets, groupCount);

    /// <summary>Groups are 0 to this less 1.</summary>
    public int GroupCount { get; }

    internal PersonBuckets Buckets { get; }

    /// <summary>Sorts rows, of which what is bounded later hands over the numbers.</summary>
    /// <inheritdoc cref="Sort(int[], int[], byte[], int, int, CancellationToken)"/>
    public static RowsByPerson Sort(int[] people, int[] groups, int groupCount, int threads, CancellationToken cancellationToken)
    {
        Check(people, groups, groupCount, threads);
        return new RowsByPerson(PersonBuckets.Sort(people, groups, new RowNumberValues(people.Length), groupCount, threads, cancellationToken), groupCount);
    }

    /// <summary>Sorts rows, of which what is bounded later hands over a byte each; linear time, and 8 bytes a row.</summary>
    /// <param name="people">The person of each row, as a code; below 0 means nobody, and the row does not count. Codes should be dense: memory grows with the largest.</param>
    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> less 1; below 0 means none, and the row does not count.</param>
    /// <param name="values">All that matters of each row: rows of one person and group that have the same value may stand for each other.</param>
    /// <param name="groupCount">The number of groups, at least 1.</param>
    /// <param name="threads">Threads to use, at least 1; the order does not depend on them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">They are of different lengths, or a group is not below their number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RowsByPerson Sort(int[] people, int[] groups, byte[] values, int groupCount, int threads, CancellationToken cancellationToken)
    {
        Check(people, groups, groupCount, threads);
        ArgumentNullException.ThrowIfNull(values);
        if (people.Length != values.Length)
        {
            throw new ArgumentException("There must be a value for each person.", nameof(values));
        }

        return new RowsByPerson(PersonBuckets.Sort(people, groups, new ByteValues(values), groupCount, threads, cancellationToken), groupCount);
    }

    private static void Check(int[] people, int[] groups, int groupCount, int threads)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (people.Length != groups.Length)
        {
            throw new ArgumentException("There must be a group for each person.", nameof(groups));
        }
    }
}
