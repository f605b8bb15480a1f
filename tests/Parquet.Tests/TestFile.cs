namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Writes and reads files in memory.</summary>
internal static class TestFile
{
    public static byte[] Write(Table table, ParquetWriterOptions options) => Write(table, options, out _);

    public static byte[] Write(Table table, ParquetWriterOptions options, out WrittenFile written)
    {
        using MemoryStream stream = new();
        written = ParquetWriter.Write(stream, table, options);
        return stream.ToArray();
    }

    /// <summary>Reads all columns that can be read; the table or the failure.</summary>
    public static (Table? Table, ParquetFailure? Failure) Read(byte[] bytes, ParquetReaderOptions options, params string[] names)
    {
        using MemoryStream stream = new(bytes);
        if (!ParquetFile.TryOpen(stream, options, out ParquetFile? file, out ParquetFailure? failure))
        {
            return (null, failure);
        }

        string[] all = names.Length > 0 ? names : [.. file.Schema.Select(field => field.Name)];
        return file.TryReadColumns(all, out Table? table, out failure) ? (table, null) : (null, failure);
    }

    public static Table ReadOk(byte[] bytes, ParquetReaderOptions options, params string[] names)
    {
        (Table? table, ParquetFailure? failure) = Read(bytes, options, names);
        Assert.Null(failure);
        return table!;
    }

    public static ParquetFailure ReadFails(byte[] bytes, ParquetReaderOptions options, params string[] names)
    {
        (Table? table, ParquetFailure? failure) = Read(bytes, options, names);
        Assert.Null(table);
        Assert.NotNull(failure);
        return failure;
    }
}
