using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>A table written out as texts, the id first; <see langword="null"/> is an absent cell.</summary>
internal sealed record SceneTable(DatasetTerms Terms, IReadOnlyList<string?[]> Rows)
{
    /// <summary>Reads lines of cells with commas between them, the first line the columns' names, an empty cell absent.</summary>
    public static SceneTable Parse(DatasetTerms terms, string csv)
    {
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(terms.Columns.Select(column => column.Name), lines[0].Split(','));
        return new SceneTable(terms, [.. lines.Skip(1).Select(line => line.Split(',').Select(cell => cell.Length == 0 ? null : cell).ToArray())]);
    }

    public Column Read(string name)
    {
        int index = Terms.Columns.Index().Single(each => each.Item.Name == name).Index;
        string?[] cells = [.. Rows.Select(row => row[index])];
        if (Terms.Columns[index].Type == EnclaveCleanRoom.Agreements.ColumnType.String)
        {
            return new StringColumn(name, cells);
        }

        long[] values = [.. cells.Select(cell => cell is null ? 0 : long.Parse(cell, CultureInfo.InvariantCulture))];
        Bitmap present = new([.. cells.Select(cell => cell is not null)]);
        return Terms.Columns[index].Type == EnclaveCleanRoom.Agreements.ColumnType.Timestamp
            ? new TimestampColumn(name, values, present)
            : new Int64Column(name, values, present);
    }

    public SceneTable Without(string person) => this with { Rows = [.. Rows.Where(row => row[0] != person)] };

    public SceneTable WithLast(string person) => this with { Rows = [.. Rows.OrderBy(row => row[0] == person)] };
}
