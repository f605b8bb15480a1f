using System.Globalization;
using System.Text.Json;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>The Adult table in codes, 48,842 rows of 14 columns, and how many codes each column has.</summary>
internal static class Adult
{
    private static readonly HashSet<string> s_ordered = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"];

    public static DiscreteTable Read(string folder)
    {
        Dictionary<string, int> sizes = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Path.Combine(folder, "adult_discretised.domain.json")))!;
        string[] lines = File.ReadAllLines(Path.Combine(folder, "adult_discretised.csv"));
        string[] names = lines[0].Split(',');
        DiscreteDomain domain = new(names.Select(name => new DiscreteColumn(name, sizes[name], s_ordered.Contains(name))));
        ushort[][] columns = [.. names.Select(_ => new ushort[lines.Length - 1])];
        for (int row = 0; row < lines.Length - 1; row++)
        {
            string[] codes = lines[row + 1].Split(',');
            for (int column = 0; column < names.Length; column++)
            {
                columns[column][row] = ushort.Parse(codes[column], CultureInfo.InvariantCulture);
            }
        }

        return new DiscreteTable(domain, columns);
    }
}
