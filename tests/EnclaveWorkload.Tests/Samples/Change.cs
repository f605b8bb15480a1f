using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>How far a vector of exact figures moved, in the norms that a sensitivity declares.</summary>
internal sealed record Change(long L0, long L1, long L2Squared, long LInfinity)
{
    public static Change Between(IReadOnlyList<long> with, IReadOnlyList<long> without)
    {
        Assert.Equal(with.Count, without.Count);
        long[] moved = [.. with.Zip(without, (a, b) => Math.Abs(a - b))];
        return new Change(moved.Count(by => by > 0), moved.Sum(), moved.Sum(by => by * by), moved.DefaultIfEmpty().Max());
    }

    public bool IsWithin(Sensitivity declared) =>
        L0 <= declared.L0 && L1 <= declared.L1 && L2Squared <= declared.L2Squared && LInfinity <= declared.LInfinity;
}
