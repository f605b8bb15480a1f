using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Finds out of what types the columns of a CSV file can be so that every cell comes back as it was.</summary>
internal sealed class CsvTypes
{
    private readonly CellKinds[] _kinds;
    private readonly bool[] _isSeen;

    public CsvTypes(int columns)
    {
        _kinds = [.. Enumerable.Repeat(CellKinds.All, columns)];
        _isSeen = new bool[columns];
    }

    /// <summary>Looks at records of a block.</summary>
    public void Look(CsvBlock block, int firstRecord, byte quote)
    {
        byte[] room = [];
        for (int record = firstRecord; record < block.Records; record++)
        {
            for (int column = 0; column < _kinds.Length; column++)
            {
                if (_kinds[column] == CellKinds.None)
                {
                    continue;
                }

                bool isQuoted = block.Field((record * block.Columns) + column, quote, ref room, out ReadOnlySpan<byte> text);
                if (!text.IsEmpty || isQuoted)
                {
                    _kinds[column] = CellParsing.KindsOf(text, _kinds[column]);
                    _isSeen[column] = true;
                }
            }
        }
    }

    /// <summary>The columns, each of the narrowest type that all cells so far fit.</summary>
    public Schema Choose(IReadOnlyList<string> names) => new(names.Select((name, i) => new Field(name, _isSeen[i] ? Narrowest(_kinds[i]) : ColumnType.String, IsNullable: true)));

    private static ColumnType Narrowest(CellKinds kinds) =>
        kinds.HasFlag(CellKinds.Boolean) ? ColumnType.Boolean
        : kinds.HasFlag(CellKinds.Int32) ? ColumnType.Int32
        : kinds.HasFlag(CellKinds.Int64) ? ColumnType.Int64
        : kinds.HasFlag(CellKinds.Double) ? ColumnType.Double
        : kinds.HasFlag(CellKinds.Date) ? ColumnType.Date
        : kinds.HasFlag(CellKinds.Timestamp) ? ColumnType.Timestamp
        : ColumnType.String;
}
