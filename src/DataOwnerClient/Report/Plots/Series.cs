namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>Which of two things a mark stands for; told apart by shape as well as by colour.</summary>
internal enum Series
{
    /// <summary>The first: a square in the first colour.</summary>
    First,

    /// <summary>The second: a disc in the second colour.</summary>
    Second,
}
