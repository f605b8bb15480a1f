namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Compares tables cell by cell.</summary>
internal static class TableAssert
{
    public static void Same(Table expected, Table actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.RowCount, actual.RowCount);
        for (int i = 0; i < expected.Columns.Count; i++)
        {
            Same(expected.Columns[i], actual.Columns[i]);
        }
    }

    public static void Same(Column expected, Column actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        for (int row = 0; row < expected.RowCount; row++)
        {
            if (Cell(expected, row) is var wanted && !Equals(wanted, Cell(actual, row)))
            {
                Assert.Fail($"{expected.Name}[{row}]: expected {wanted ?? "null"}, found {Cell(actual, row) ?? "null"}");
            }
        }
    }

    /// <summary>A cell as a value that compares exactly; floating point as its bits.</summary>
    public static object? Cell(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        PrimitiveColumn<bool> booleans => booleans.Values[row],
        PrimitiveColumn<int> integers => integers.Values[row],
        PrimitiveColumn<long> longs => longs.Values[row],
        PrimitiveColumn<float> floats => BitConverter.SingleToInt32Bits(floats.Values[row]),
        PrimitiveColumn<double> doubles => BitConverter.DoubleToInt64Bits(doubles.Values[row]),
        DecimalColumn decimals => decimals.Text(row),
        ListColumn lists => $"[{string.Join(", ", Enumerable.Range(lists[row].Start.Value, lists[row].End.Value - lists[row].Start.Value).Select(at => Cell(lists.Elements, at) ?? "null"))}]",
        StringColumn texts => texts[row],
        BinaryColumn binaries => Convert.ToHexString(binaries[row]),
        _ => throw new ArgumentException("No such column.", nameof(column)),
    };
}
