using System.Text;

namespace EnclaveCleanRoom.Parquet.Bench.Fuzzing;

/// <summary>What mutations start from: small files of every type, encoding, codec and protection that the writer knows, key material, and given files.</summary>
internal static class FuzzCorpus
{
    private const int LongestFile = 200_000;

    public static byte[] Key { get; } = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    public static List<byte[]> Make(IEnumerable<string> folders)
    {
        List<byte[]> inputs = [];
        foreach (PageCompression compression in Enum.GetValues<PageCompression>())
        {
            inputs.Add(Write(new ParquetWriterOptions { Compression = compression, RowGroupRows = 40, PageRows = 25 }));
        }

        using SecretKey key = new(Key);
        FileEncryption encryption = new() { FooterKey = key, FooterKeyMetadata = "k"u8.ToArray(), AadPrefix = "p"u8.ToArray(), ColumnKeys = new Dictionary<string, ColumnKey> { ["text"] = new(key, Material(key)) } };
        inputs.Add(Write(new ParquetWriterOptions { RowGroupRows = 40, PageRows = 25, Encryption = encryption }));
        inputs.Add(Write(new ParquetWriterOptions { RowGroupRows = 40, PageRows = 25, Encryption = encryption with { IsFooterEncrypted = false } }));
        inputs.Add(Material(key));
        inputs.Add(new ExternalKeyMaterial(new Dictionary<string, KeyMaterial> { ["footerKey"] = WrapTwice(key) }).Write());
        inputs.AddRange(folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => new FileInfo(path).Length is > 0 and < LongestFile).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        return inputs;
    }

    private static byte[] Write(ParquetWriterOptions options)
    {
        const int Rows = 70;
        Bitmap some = new([.. Enumerable.Range(0, Rows).Select(i => i % 3 != 0)]);
        Table table = new(
            new BooleanColumn("truth", [.. Enumerable.Range(0, Rows).Select(i => i % 5 == 0)], some),
            new Int32Column("small", [.. Enumerable.Range(0, Rows).Select(i => i % 7)], some),
            new Int64Column("rising", [.. Enumerable.Range(0, Rows).Select(i => 1_000_000L * i)]),
            new DoubleColumn("real", [.. Enumerable.Range(0, Rows).Select(i => i / 3.0)], some),
            new DateColumn("day", [.. Enumerable.Range(0, Rows)]),
            new DecimalColumn(new Field("price", ColumnType.Decimal, IsNullable: true) { Precision = 20, Scale = 4 }, [.. Enumerable.Range(0, Rows).Select(i => (Int128)i * 1_234_567)], some),
            new StringColumn("text", [.. Enumerable.Range(0, Rows).Select(i => i % 4 == 0 ? null : $"text {i % 9} é")]));
        using MemoryStream stream = new();
        ParquetWriter.Write(stream, table, options with { KeyValueMetadata = new Dictionary<string, string> { ["a"] = "b" } });
        return stream.ToArray();
    }

    private static byte[] Material(SecretKey key) => WrapTwice(key).Write();

    private static KeyMaterial WrapTwice(SecretKey key)
    {
        using LocalKeyManagement service = new();
        service.Add("master", new SecretKey(Key));
        return KeyMaterial.WrapTwice(service, "master", key, Encoding.UTF8.GetBytes("between"), key);
    }
}
