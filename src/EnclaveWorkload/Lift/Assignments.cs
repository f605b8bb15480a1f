using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>The arm of each person, and when the person was first assigned to it.</summary>
internal sealed class Assignments
{
    private readonly Arm[] _arms;
    private readonly long[] _since;

    private Assignments(Arm[] arms, long[] since) => (_arms, _since) = (arms, since);

    internal Arm ArmOf(int person) => _arms[person];

    internal long SinceOf(int person) => _since[person];

    /// <summary>
    /// Reads the table of assignments. A person's rows must all name one arm, rows that name none left aside: whoever was treated and held out shows nothing of either.
    /// </summary>
    /// <param name="side">The table and its people.</param>
    /// <param name="personCount">How many people there are.</param>
    /// <param name="terms">The arms.</param>
    internal static Assignments Read(JoinedSide side, int personCount, LiftTerms terms)
    {
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(terms.Arm.Column));
        Arm[] armOfCode = [.. categories.Texts.Select(text => text == terms.Treatment ? Arm.Treatment : text == terms.Control ? Arm.Control : Arm.Other), Arm.None];
        Instants? moments = terms.Outcome is WithinOutcome within ? Instants.Read(side.Table.Read(within.AssignedAt.Column)) : null;
        Arm[] arms = new Arm[personCount];
        long[] since = new long[personCount];
        Array.Fill(since, long.MaxValue);
        PersonRows people = new(side.People, personCount);
        for (int person = 0; person < personCount; person++)
        {
            foreach (int row in people.Rows.AsSpan()[people.RangeOf(person)])
            {
                Arm arm = armOfCode[categories.Rows[row]];
                arms[person] = arms[person] == Arm.None || arms[person] == arm ? arm : arm == Arm.None ? arms[person] : Arm.Other;
                if (moments is not null && arm != Arm.None && moments.IsPresent(row))
                {
                    since[person] = Math.Min(since[person], moments[row]);
                }
            }

            bool isAssigned = people.Rows.AsSpan()[people.RangeOf(person)].Length > 0;
            bool hasNoMoment = moments is not null && since[person] == long.MaxValue;
            arms[person] = isAssigned && (arms[person] == Arm.None || hasNoMoment) ? Arm.Other : arms[person];
        }

        return new Assignments(arms, since);
    }
}
