namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>A tree that adds its outputs to the scores of coded rows.</summary>
internal interface IRowAdder
{
    /// <param name="codes">The codes of the rows of a lane side by side, lane after lane.</param>
    /// <param name="stride">From a lane's first code to the next lane's.</param>
    /// <param name="start">The first row.</param>
    /// <param name="scores">The scores of so many rows from there, added to.</param>
    public void Add(ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores);
}
