using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <summary>A column of moments in microseconds since 1970; a date is its first microsecond in UTC.</summary>
internal sealed class Instants
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>Moments farther from 1970, more than 100,000 years, count as absent: what is added to them must not overflow.</summary>
    private const long FarthestDay = 40_000_000;

    private const long Absent = long.MinValue;
    private readonly long[] _moments;

    private Instants(long[] moments) => _moments = moments;

    internal long this[int row] => _moments[row];

    internal bool IsPresent(int row) => _moments[row] != Absent;

    /// <summary>Takes a column apart, and disposes it.</summary>
    internal static Instants Read(Column column)
    {
        using Column taken = column;
        long[] moments = new long[column.RowCount];
        Bitmap? present = column.Validity;
        for (int row = 0; row < moments.Length; row++)
        {
            moments[row] = present is null || present[row] ? MomentOf(column, row) : Absent;
        }

        return new Instants(moments);
    }

    private static long MomentOf(Column column, int row) => column switch
    {
        TimestampColumn timestamps when timestamps.Values[row] / MicrosecondsPerDay is > -FarthestDay and < FarthestDay => timestamps.Values[row],
        DateColumn days when days.Values[row] is > -(int)FarthestDay and < (int)FarthestDay => days.Values[row] * MicrosecondsPerDay,
        TimestampColumn or DateColumn => Absent,
        _ => throw new NotSupportedException($"A column of type {column.Type} holds no moments."),
    };

    /// <summary>The people of those rows that have a moment; -1 for the others.</summary>
    internal int[] Present(ReadOnlySpan<int> people)
    {
        int[] present = new int[people.Length];
        for (int row = 0; row < present.Length; row++)
        {
            present[row] = IsPresent(row) ? people[row] : -1;
        }

        return present;
    }
}
