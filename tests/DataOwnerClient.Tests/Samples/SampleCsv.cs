namespace EnclaveCleanRoom.DataOwnerClient.Tests.Samples;

/// <summary>A generated table, split naively: samples hold no quotes.</summary>
internal sealed class SampleCsv
{
    private SampleCsv(string[] header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
    }

    public string[] Header { get; }

    public List<string[]> Rows { get; }

    public static SampleCsv Read(string text)
    {
        Assert.False(text.Contains('"'), "a sample holds a quote");
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string[] lines = text.TrimEnd('\n').Split('\n');
        return new SampleCsv(lines[0].Split(','), [.. lines.Skip(1).Select(line => line.Split(','))]);
    }

    public string[] Column(string name)
    {
        int index = Array.IndexOf(Header, name);
        Assert.True(index >= 0, $"there is no column {name}");
        return [.. Rows.Select(row => row[index])];
    }
}
