namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>An objective whose second derivatives say nothing about a leaf's best output, so that it is found again from the leaf's rows.</summary>
internal interface ILeafRenewal
{
    /// <summary>The best output of a leaf.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="scores">The scores of all rows.</param>
    public double Renew(ReadOnlySpan<int> rows, ReadOnlySpan<double> scores);
}
