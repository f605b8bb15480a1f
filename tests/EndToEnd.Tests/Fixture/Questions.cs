using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>The questions that tests ask under the standard agreement.</summary>
internal static class Questions
{
    internal const long NanoRho = 500_000_000;
    internal const long SegmentsAttoDelta = 100_000_000_000;

    internal static OverlapQuery Overlap { get; } = new() { Terms = StandardAgreement.Overlap, NanoRho = NanoRho };

    internal static SegmentsQuery Segments { get; } = new()
    {
        Terms = StandardAgreement.Segments,
        NanoRho = NanoRho,
        AttoDelta = SegmentsAttoDelta,
        Keys = [StandardAgreement.Device],
    };

    internal static CtrModelQuery Model { get; } = new()
    {
        Terms = StandardAgreement.Model,
        NanoRho = StandardAgreement.MaximumNanoRho,
        Trees = 20,
        Leaves = 7,
        LearningRatePermille = 200,
        MinimumRowsPerLeaf = 20,
    };
}
