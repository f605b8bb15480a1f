using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

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
        Fidelity = SyntheticFigureSamples.Fidelity,
        Safety = SyntheticFigureSamples.Safety,
    };

    public static ColumnReference Column(string dataset, string column) => new() { Dataset = DatasetId.Parse(dataset), Column = column };

    public static SyntheticValues Values(string dataset, string column, string[] values, ushort[] codes) =>
        new() { Column = Column(dataset, column), Values = values, Codes = SyntheticCodes.Write(codes, values.Length) };
}
