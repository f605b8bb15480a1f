using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>The questions that tests ask under the standard agreement.</summary>
internal static class Questions
{
    internal const long NanoRho = 500_000_000;
    internal const long SegmentsAttoDelta = 100_000_000_000;

    private static long s_asked;

    internal static OverlapQuery Overlap { get; } = new() { Terms = StandardAgreement.Overlap, NanoRho = NanoRho };

    /// <summary>An overlap that nobody has asked for yet, a trifle cheaper: a question that was asked before is answered from the record.</summary>
    internal static OverlapQuery NewOverlap() => Overlap with { NanoRho = NanoRho - Interlocked.Increment(ref s_asked) };

    internal static MeasureName Impressions { get; } = MeasureName.Parse("impressions");

    internal static MeasureName ClickThroughRate { get; } = MeasureName.Parse("ctr");

    internal static SegmentsQuery Segments { get; } = new()
    {
        Terms = StandardAgreement.Segments,
        NanoRho = NanoRho,
        AttoDelta = SegmentsAttoDelta,
        Keys = [StandardAgreement.Device],
        Measures =
        [
            new RowsMeasure { Name = Impressions },
            new OutcomeMeasure { Name = MeasureName.Parse("clicks"), Column = new ColumnReference { Dataset = StandardAgreement.Ads, Column = "label" } },
            new RatioMeasure { Name = ClickThroughRate, Of = MeasureName.Parse("clicks"), Per = Impressions },
        ],
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 10,
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
