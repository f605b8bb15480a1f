namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>Joined rows, at most K a person, column by column, and which of their people are not learned from.</summary>
/// <param name="columns">The columns, as they were planned.</param>
/// <param name="people">The person of each row.</param>
/// <param name="heldOut">The people who are held out.</param>
internal sealed class BoundedCodes(BoundedColumn[] columns, int[] people, HashSet<int> heldOut) : BoundedTable
{
    internal BoundedColumn[] Columns => columns;

    internal int[] People => people;

    internal HashSet<int> HeldOut => heldOut;

    /// <summary>The person of each row that is learned from, -1 for the others.</summary>
    internal int[] Learned() => [.. people.Select(person => heldOut.Contains(person) ? -1 : person)];
}
