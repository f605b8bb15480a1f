namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Takes what one person contributes to one cell after bounding.</summary>
public interface IContributionSink
{
    /// <summary>Adds what one person contributes to one cell; each person and cell comes once, here or in <see cref="AddSingle"/>. One thread calls at a time.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="rows">The rows that count, at least one: their numbers, or the values that were sorted in their place; valid during the call.</param>
    public void Add(int cell, ReadOnlySpan<int> rows);

    /// <summary>Adds many such contributions of one row each: what <see cref="Add"/> does with each cell and its row, without a call for each.</summary>
    /// <param name="cells">The cells, of whichever people.</param>
    /// <param name="rows">The row that counts of each.</param>
    public void AddSingle(ReadOnlySpan<int> cells, ReadOnlySpan<int> rows);
}
