using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Counts the people of each group.</summary>
internal readonly struct PeopleSink(int groups) : IContributionSink
{
    internal long[] People { get; } = new long[groups];

    public void Add(int cell, ReadOnlySpan<int> rows) => People[cell]++;
}
