namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>A data file's lines, its format and, where it has a header, the names of its columns.</summary>
internal sealed class DataFile
{
    private readonly byte[] _bytes;
    private readonly List<(int Start, int Length)> _lines = [];

    private DataFile(string path, byte[] bytes, bool hasHeader)
    {
        Path = path;
        _bytes = bytes;
        for (int start = 0; start < bytes.Length;)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - start : length;
            int kept = bytes.AsSpan(start, length).TrimEnd("\r "u8).Length;
            if (kept > 0)
            {
                _lines.Add((start, kept));
            }

            start += length + 1;
        }

        if (_lines.Count == (hasHeader ? 1 : 0))
        {
            throw new CommandException($"Data file {path} should have at least one line.");
        }

        if (hasHeader)
        {
            Names = System.Text.Encoding.UTF8.GetString(Span(0)).Split('\t', ',');
            _lines.RemoveAt(0);
        }

        Format = FindFormat();
    }

    public string Path { get; }

    public DataFormat Format { get; }

    /// <summary>The names of the columns; null without a header.</summary>
    public string[]? Names { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _lines.Count;

    public byte Separator => Format == DataFormat.CommaSeparated ? (byte)',' : (byte)'\t';

    public static DataFile Open(string path, bool hasHeader) => File.Exists(path)
        ? new DataFile(path, File.ReadAllBytes(path), hasHeader)
        : throw new CommandException($"Cannot open data file {path}.");

    /// <summary>A row's text.</summary>
    public ReadOnlySpan<byte> Row(int row) => Span(row);

    private ReadOnlySpan<byte> Span(int line) => _bytes.AsSpan(_lines[line].Start, _lines[line].Length);

    /// <summary>By what stands in the first two rows, as the native program guesses.</summary>
    private DataFormat FindFormat()
    {
        ReadOnlySpan<byte> first = Span(0);
        ReadOnlySpan<byte> second = Span(Math.Min(1, RowCount - 1));
        if (first.Contains((byte)':') || second.Contains((byte)':'))
        {
            return DataFormat.Sparse;
        }

        if (first.Contains((byte)'\t') && first.Count((byte)'\t') == second.Count((byte)'\t'))
        {
            return DataFormat.TabSeparated;
        }

        return first.Contains((byte)',') && first.Count((byte)',') == second.Count((byte)',')
            ? DataFormat.CommaSeparated
            : throw new CommandException($"Unknown format of data file {Path}: CSV, TSV and LibSVM (zero-based) are understood.");
    }
}
