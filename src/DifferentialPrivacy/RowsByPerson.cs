using System.Runtime.ExceptionServices;
using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Rows sorted by person, and each person's by group, the groups in a secret order, once for all bounds that are then applied to them: what counts of a person are always the first groups.
/// </summary>
/// <remarks>
/// One order for several releases costs nothing beyond them: for whatever order, each of them has its privacy, their costs add up, and the order itself is drawn without looking at the rows.
/// </remarks>
public sealed class RowsByPerson
{
    private const int MostValueBits = 31;

    private RowsByPerson(PersonBuckets buckets, long[] people, int groupCount) => (Buckets, People, GroupCount) = (buckets, people, groupCount);

    /// <summary>Groups are 0 to this less 1.</summary>
    public int GroupCount { get; }

    /// <summary>The people of each group that were counted when rows were sorted, as <see cref="CountPeople"/> counts them; empty where nobody asked.</summary>
    public long[] People { get; }

    internal PersonBuckets Buckets { get; }

    /// <summary>Sorts rows, of which what is bounded later hands over the numbers.</summary>
    /// <inheritdoc cref="Sort(int[], int[], byte[], int, SecretOrder, int, CancellationToken)"/>
    public static RowsByPerson Sort(int[] people, int[] groups, int groupCount, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        Check(people, groups);
        return Sort(new ArraySource(people, groups, null, groupCount), null, order, threads, cancellationToken);
    }

    /// <summary>Sorts rows, of which what is bounded later hands over a byte each.</summary>
    /// <param name="people">The person of each row, as a code; below 0 means nobody, and the row does not count. Codes should be dense: memory grows with the largest.</param>
    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> less 1; below 0 means none, and the row does not count.</param>
    /// <param name="values">All that matters of each row: rows of one person and group that have the same value stand for each other.</param>
    /// <param name="groupCount">The number of groups, at least 1.</param>
    /// <param name="order">The job's secret order, by which groups are ranked.</param>
    /// <param name="threads">Threads to use, at least 1; the order does not depend on them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">They are of different lengths, or a group of a row that counts is not below their number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RowsByPerson Sort(int[] people, int[] groups, byte[] values, int groupCount, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        Check(people, groups);
        ArgumentNullException.ThrowIfNull(values);
        if (people.Length != values.Length)
        {
            throw new ArgumentException("There must be a value for each person.", nameof(values));
        }

        return Sort(new ArraySource(people, groups, values, groupCount), null, order, threads, cancellationToken);
    }

    /// <summary>Sorts rows, of which what is bounded later hands over the values; linear time, and 4 bytes a row where person, group and value fit, otherwise 8.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="people">Whom to count while rows are sorted; null for nobody.</param>
    /// <param name="order">The job's secret order, by which groups are ranked.</param>
    /// <param name="threads">Threads to use, at least 1; the order does not depend on them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">A person, group or value of a row that counts is not below what the rows say of themselves, or that is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <remarks>What reading the rows throws comes as it is.</remarks>
    public static RowsByPerson Sort(IContributionSource rows, PeopleToCount? people, SecretOrder order, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows.GroupCount, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(rows.PersonCount, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(rows.ValueBits, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.ValueBits, MostValueBits, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (people is { } counted)
        {
            RequireCountable(counted, rows.GroupCount);
        }

        try
        {
            (PersonBuckets buckets, long[] counts) = PersonBuckets.Sort(rows, people, order, threads, cancellationToken);
            return new RowsByPerson(buckets, counts, rows.GroupCount);
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>Counts the people of each group, where a person counts in the first groups alone: those that bounds of as many groups keep, were each group a cell.</summary>
    /// <param name="groups">Groups from this one on do not count, and take nobody's place; 1 to <see cref="GroupCount"/>.</param>
    /// <param name="maxGroups">L0, at least 1.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One number for each group that counts; one person leaving changes at most <paramref name="maxGroups"/> of them, each by 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there are fewer groups.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public long[] CountPeople(int groups, int maxGroups, int threads, CancellationToken cancellationToken)
    {
        PeopleToCount people = new(groups, maxGroups);
        RequireCountable(people, GroupCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return Buckets.CountPeople(people, threads, cancellationToken);
    }

    private static void RequireCountable(PeopleToCount people, int groupCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people.Groups, nameof(people));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Groups, groupCount, nameof(people));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people.MaxGroups, nameof(people));
    }

    private static void Check(int[] people, int[] groups)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(groups);
        if (people.Length != groups.Length)
        {
            throw new ArgumentException("There must be a group for each person.", nameof(groups));
        }
    }
}
