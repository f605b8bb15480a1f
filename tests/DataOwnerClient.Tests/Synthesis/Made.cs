using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

/// <summary>A small answer with a column of each kind, and values that quoting and types could change.</summary>
internal static class Made
{
    public static SyntheticAnswer Answer { get; } = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Dependences = SyntheticDependences.Adaptive,
        Rows = 3,
        Columns = [Values("ads", "title", ["a \"b\", c", "plain", ""], [0, 1, 2]), Values("ads", "age", ["20", "40", ""], [1, 0, 2]), Values("members", "age", ["x", ""], [1, 0, 0])],
        LearnedRows = new Figure { Estimate = 1200, Low = 1100, High = 1300 },
        Measurements =
        [
            new SyntheticMeasurement { Columns = [Column("ads", "title")], Cells = 3, Deviation = 8 },
            new SyntheticMeasurement { Columns = [Column("ads", "title"), Column("ads", "age")], Cells = 9, Deviation = 12.34 },
        ],
        Fidelity = new SyntheticFidelity
        {
            Distances =
            [
                new SyntheticDistance { Ways = 1, Sets = 3, MeanL1 = 0.02, TotalVariation = 0.01, Deviation = 0.001 },
                new SyntheticDistance { Ways = 2, Sets = 3, MeanL1 = 0.06, TotalVariation = 0.03, Deviation = 0.002 },
                new SyntheticDistance { Ways = 3, Sets = 1, MeanL1 = 0.1, TotalVariation = 0.05, Deviation = 0.003 },
            ],
            KMarginalScore = 950,
            SubsamplingEquivalent = 0.4,
            CorrelationDifference = 0.03,
            CorrelationNoise = 0.01,
            PropensityAuc = 0.55,
            PropensityMeanSquaredError = 0.002,
            PropensityDeviation = 0.01,
        },
        Safety = new SyntheticSafety
        {
            Closest =
            [
                new SyntheticCloseness { ColumnsApart = 0, LearnedShare = 0.5, HeldOutShare = 0.45 },
                new SyntheticCloseness { ColumnsApart = 1, LearnedShare = 0.3, HeldOutShare = 0.25 },
                new SyntheticCloseness { ColumnsApart = 2, LearnedShare = 0.1, HeldOutShare = 0.15 },
                new SyntheticCloseness { ColumnsApart = 3, LearnedShare = 0.1, HeldOutShare = 0.15 },
            ],
            LearnedDeviation = 0.004,
            HeldOutDeviation = 0.04,
            MembershipAdvantage = 0.1,
            MembershipAuc = 0.54,
            SingledOut = 0.2,
            SingledOutByHeldOut = 0.17,
            SinglingOutDeviation = 0.01,
            SinglingOutAdvantage = 0.03,
        },
    };

    public static ColumnReference Column(string dataset, string column) => new() { Dataset = DatasetId.Parse(dataset), Column = column };

    public static SyntheticValues Values(string dataset, string column, string[] values, ushort[] codes) =>
        new() { Column = Column(dataset, column), Values = values, Codes = SyntheticCodes.Write(codes, values.Length) };
}
