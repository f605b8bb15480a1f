namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Takes what one person contributes to one cell after bounding.</summary>
public interface IContributionSink
{
    /// <summary>Called once for each person and cell in which rows of the person count, by one thread at a time.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="rows">The rows that count, at least one: their numbers, or the values that were sorted in their place; valid during the call.</param>
    public void Add(int cell, ReadOnlySpan<int> rows);
}
