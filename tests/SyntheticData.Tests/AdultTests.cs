using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>The figures of the documentation, on one seed; the benchmark makes the whole curve.</summary>
public sealed class AdultTests
{
    [Theory]
    [InlineData(SyntheticMethod.Tree, 0.104, 0.226)]
    [InlineData(SyntheticMethod.Adaptive, 0.080, 0.175)]
    public void Adult_at_epsilon_one_is_as_near_as_documented(SyntheticMethod method, double most2, double most3)
    {
        string rows = SharedData.Require("data", "adult", "adult_discretised.csv");
        string sizes = SharedData.Require("data", "adult", "adult_discretised.domain.json");
        DiscreteTable table = Read(rows, sizes);
        Rho rho = PrivacyCost.LargestRho(Epsilon.Parse("1"), Delta.Parse("0.000000001"));
        DiscreteTable made = Room.Learn(table, rho.ToString(), new SyntheticOptions { Method = method }, seed: 0).Sample(table.Rows, threads: 2);
        Assert.InRange(MarginalDistance.MeanL1(table, made, 2, 2), 0, most2);
        Assert.InRange(MarginalDistance.MeanL1(table, made, 3, 2), 0, most3);
    }

    private static DiscreteTable Read(string rows, string sizes)
    {
        Dictionary<string, int> codes = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(sizes))!;
        string[][] lines = [.. File.ReadLines(rows).Select(line => line.Split(','))];
        DiscreteDomain domain = new(lines[0].Select(name => new DiscreteColumn(name, codes[name], isOrdered: codes[name] > 50)));
        return new DiscreteTable(domain, [.. Enumerable.Range(0, lines[0].Length).Select(column =>
            lines.Skip(1).Select(line => ushort.Parse(line[column], CultureInfo.InvariantCulture)).ToArray())]);
    }
}
