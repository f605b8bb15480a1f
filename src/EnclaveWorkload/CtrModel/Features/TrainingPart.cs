namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>
/// The part of the data from which anything may be learnt. Which values are frequent, how categories are numbered, where
/// bins lie: if any of it depended on a held-out person, that person would move everybody's scores.
/// </summary>
internal sealed class TrainingPart
{
    internal TrainingPart(JoinedTable table, int[] rows)
    {
        bool[] isTraining = new bool[table.People.Count];
        foreach (int row in rows)
        {
            isTraining[table.PrimaryPeople[row]] = true;
        }

        PrimaryRows = rows;
        People = [.. Enumerable.Range(0, isTraining.Length).Where(person => isTraining[person])];
        PartnerRows = [.. Enumerable.Range(0, table.Sides[1].People.Length)
            .Where(row => table.Sides[1].People[row] >= 0 && isTraining[table.Sides[1].People[row]])];
    }

    /// <summary>Primary rows of training people.</summary>
    internal int[] PrimaryRows { get; }

    /// <summary>Partner rows of training people.</summary>
    internal int[] PartnerRows { get; }

    /// <summary>The people themselves.</summary>
    internal int[] People { get; }
}
