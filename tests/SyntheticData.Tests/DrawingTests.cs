using System.Globalization;
using System.Xml.Linq;

namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>The drawing on the library's page shows the figures of the table beside it.</summary>
public sealed class DrawingTests
{
    [Fact]
    public void Every_figure_of_the_table_is_marked_in_the_drawing_at_its_place()
    {
        XElement drawing = XElement.Load(Repository.PathTo("docs", "synthetic-curve.svg"));
        Dictionary<string, double> heights = drawing.Descendants().Where(element => element.Name.LocalName == "title").ToDictionary(title => title.Value, title => Middle(title.Parent!));
        string[][] rows =
        [
            .. File.ReadAllLines(Repository.PathTo("docs", "synthetic-data.md")).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
                .Where(cells => cells.Length == 8 && cells[0] is "Tree" or "Adaptive"),
        ];
        Assert.Equal(10, rows.Length);
        Assert.Equal((2 * rows.Length) + 4, heights.Count);
        (double at, double perUnit) = (heights[Title(rows[0], "two", 3)], 0);
        foreach (string[] row in rows)
        {
            double two = heights[Title(row, "two", 3)];
            double three = heights[Title(row, "three", 4)];
            perUnit = perUnit == 0 ? (three - two) / (Number(row[4]) - Number(row[3])) : perUnit;
            Assert.Equal(at + ((Number(row[3]) - Number(rows[0][3])) * perUnit), two, 0.5);
            Assert.Equal(at + ((Number(row[4]) - Number(rows[0][3])) * perUnit), three, 0.5);
        }

        Assert.True(perUnit < 0, "higher is farther off");
    }

    private static string Title(string[] row, string columns, int cell) => $"{row[0]}, {columns} columns, epsilon {row[1]}: {row[cell]}";

    private static double Middle(XElement mark) => mark.Name.LocalName == "circle" ? Number((string)mark.Attribute("cy")!) : Number((string)mark.Attribute("y")!) + 4;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
