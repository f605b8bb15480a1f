using System.Globalization;
using System.IO.Compression;

namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>The generated click table: 8 categorical columns of public sizes, 8 numbers within public bounds of -4..4; the first 200,000 rows train.</summary>
internal static class CtrTable
{
    internal const int TrainingRows = 200_000;
    private static readonly int[] s_sizes = [2, 7, 24, 6, 12, 50, 200, 30];

    internal static Table Read(string folder)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, "ctr_table", "ctr_table.csv.gz"));
        using StreamReader text = new(new GZipStream(file, CompressionMode.Decompress));
        text.ReadLine();
        List<double[]> rows = [];
        while (text.ReadLine() is { } line)
        {
            rows.Add([.. line.Split(',').Select(word => double.Parse(word, CultureInfo.InvariantCulture))]);
        }

        return new Table
        {
            Features =
            [
                .. s_sizes.Select((size, i) => PrivateFeature.Categorical($"c{i}", size)),
                .. Enumerable.Range(0, 8).Select(i => PrivateFeature.Numeric($"x{i}", -4, 4)),
            ],
            Values = [.. Enumerable.Range(1, 16).Select(column => rows.Select(row => row[column]).ToArray())],
            Labels = [.. rows.Select(row => row[0] != 0)],
            People = [.. Enumerable.Range(0, rows.Count)],
        };
    }
}
