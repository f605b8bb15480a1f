namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>Rows to train on and rows to measure on.</summary>
internal sealed record Split(Table Train, Table Test, int RowsPerPerson)
{
    /// <summary>Four fifths of the people, chosen by a seed, train; of their rows at most so many each are kept.</summary>
    internal static Split OfPeople(Table table, int seed, int rowsPerPerson)
    {
        int people = table.People.Max() + 1;
        int[] order = SeededShuffle.Of(people, seed);
        bool[] trains = new bool[people];
        foreach (int person in order.AsSpan(0, people * 8 / 10))
        {
            trains[person] = true;
        }

        int[] kept = new int[people];
        int[] rows = SeededShuffle.Of(table.RowCount, seed);
        return new Split(
            table.Take([.. rows.Where(row => trains[table.People[row]] && kept[table.People[row]]++ < rowsPerPerson)]),
            table.Take([.. rows.Where(row => !trains[table.People[row]])]),
            rowsPerPerson);
    }

    /// <summary>The first rows train.</summary>
    internal static Split OfFirst(Table table, int training) => new(
        table.Take([.. Enumerable.Range(0, training)]), table.Take([.. Enumerable.Range(training, table.RowCount - training)]), 1);
}
