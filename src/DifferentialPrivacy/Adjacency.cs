namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Which two inputs a guarantee makes hard to tell apart.</summary>
public enum Adjacency
{
    /// <summary>One input has, and the other lacks, all rows of one normalised id in any non-empty subset of the tables.</summary>
    AddOrRemoveOnePerson = 1,
}
