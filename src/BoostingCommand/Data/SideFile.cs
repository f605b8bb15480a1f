using System.Globalization;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>The files beside a data file that say more of its rows: <c>.weight</c>, <c>.init</c>, <c>.query</c>.</summary>
internal static class SideFile
{
    /// <summary>One number a row.</summary>
    /// <returns>Null when there is no such file.</returns>
    public static double[]? Weights(string dataPath) => Lines(dataPath, ".weight") is string[] lines ? [.. lines.Select(line => Number(line, dataPath + ".weight"))] : null;

    /// <summary>The scores that rows start from, one an output, row after row.</summary>
    public static double[]? InitialScores(string dataPath) => Lines(dataPath, ".init") is string[] lines
        ? [.. lines.SelectMany(line => line.Split('\t')).Select(word => Number(word, dataPath + ".init"))]
        : null;

    /// <summary>The group of each row, from the numbers of rows of groups that follow each other.</summary>
    public static int[]? Groups(string dataPath)
    {
        string path = dataPath + ".query";
        if (Lines(dataPath, ".query") is not string[] lines)
        {
            return null;
        }

        List<int> groups = [];
        for (int group = 0; group < lines.Length; group++)
        {
            double rows = Number(lines[group], path);
            if (rows < 0 || rows > int.MaxValue - groups.Count || rows != Math.Floor(rows))
            {
                throw new CommandException($"'{lines[group]}' in {path} is not a number of rows.");
            }

            groups.AddRange(Enumerable.Repeat(group, (int)rows));
        }

        return [.. groups];
    }

    private static string[]? Lines(string dataPath, string extension) => File.Exists(dataPath + extension)
        ? [.. File.ReadLines(dataPath + extension).Select(line => line.Trim()).Where(line => line.Length > 0)]
        : null;

    private static double Number(string text, string path) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new CommandException($"'{text}' in {path} is not a number.");
}
