using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

public sealed class SyntheticTextTests
{
    private static readonly SyntheticAnswer s_answer = new()
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
        Safety = new SyntheticSafety { ExactShare = 0.5, ExactShareExpected = 0.4, NearShare = 0.7, NearShareExpected = 0.71, MembershipAdvantage = 0.1 },
    };

    [Fact]
    public void Rows_are_summed_up_with_what_was_kept_and_how_safe_they_are()
    {
        string[] lines = [.. SyntheticText.Write(s_answer)];
        Assert.Equal("3 synthetic rows, learned from 1,200 [1,100; 1,300] true ones", lines[0]);
        Assert.Contains("dependences kept (1), with the deviation of the noise on each count:", lines);
        Assert.Contains(lines, line => line.EndsWith("9 counts, deviation 12.3", StringComparison.Ordinal));
        Assert.Contains("what an attacker gains who takes whoever is found for a member: 10.00 %", lines);
    }

    [Fact]
    public void Rows_are_written_as_csv_with_names_told_apart_by_their_table()
    {
        string[] lines = SynthVerb.Csv(s_answer, _ => { }, TestContext.Current.CancellationToken).Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("title,", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines[0].Split(',').Distinct().Count());
        Assert.Equal("\"a \"\"b\"\", c\",40,\"\"", lines[1]);
        Assert.Equal("plain,20,x", lines[2]);
        Assert.Equal("\"\",\"\",x", lines[3]);
        Assert.Equal("", lines[4]);
    }

    private static ColumnReference Column(string dataset, string column) => new() { Dataset = DatasetId.Parse(dataset), Column = column };

    private static SyntheticValues Values(string dataset, string column, string[] values, ushort[] codes) =>
        new() { Column = Column(dataset, column), Values = values, Codes = SyntheticCodes.Write(codes, values.Length) };
}
