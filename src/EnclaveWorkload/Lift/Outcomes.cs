using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>Who converted, and each person's sum of every value over the rows that count.</summary>
internal sealed class Outcomes
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly bool[] _converted;
    private readonly long[][] _sums;

    private Outcomes(int people, int values)
    {
        _converted = new bool[people];
        _sums = [.. Enumerable.Range(0, values).Select(_ => new long[people])];
    }

    internal bool IsConverted(int person) => _converted[person];

    /// <summary>In units, not yet bounded.</summary>
    internal long SumOf(int value, int person) => _sums[value][person];

    internal static Outcomes Read(JoinedSide side, int personCount, LiftOutcome outcome, LiftQuery query, IReadOnlyList<ValueScale> scales, Assignments assignments)
    {
        Outcomes outcomes = new(personCount, scales.Count);
        Func<int, int, bool> counts = Rule(side.Table, outcome, query, assignments);
        (RowCodes Rows, long[] UnitsOfCode)[] values = [.. query.Values.Select((value, index) =>
        {
            CodedNumbers numbers = ColumnNumbers.Read(side.Table.Read(value.Column));
            return (numbers.Rows, numbers.OfCode.Select(number => double.IsNaN(number) ? 0 : scales[index].RowRange.Clamp(number)).ToArray());
        })];
        for (int row = 0; row < side.People.Length; row++)
        {
            int person = side.People[row];
            if (person < 0 || !counts(person, row))
            {
                continue;
            }

            outcomes._converted[person] = true;
            for (int value = 0; value < values.Length; value++)
            {
                outcomes._sums[value][person] += values[value].UnitsOfCode[values[value].Rows[row]];
            }
        }

        return outcomes;
    }

    /// <summary>Whether a row of a person counts.</summary>
    private static Func<int, int, bool> Rule(OpenedTable table, LiftOutcome outcome, LiftQuery query, Assignments assignments)
    {
        if (outcome is LabelOutcome label)
        {
            bool[] labels = Labels.Read(table, label.Label.Column);
            return (_, row) => labels[row];
        }

        Instants moments = Instants.Read(table.Read(((WithinOutcome)outcome).ConvertedAt.Column));
        long window = query.WindowSeconds * MicrosecondsPerSecond;

        // Nobody is assigned at the end of time; who is nowhere assigned has no row that counts.
        return (person, row) => moments.IsPresent(row)
            && assignments.SinceOf(person) is var since && since != long.MaxValue
            && moments[row] >= since && moments[row] <= since + window;
    }
}
