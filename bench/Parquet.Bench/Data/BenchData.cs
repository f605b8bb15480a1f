using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Converting;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.Parquet.Bench.Data;

/// <summary>The tables of a folder, as CSV and as files of ours: every column under a key of its own.</summary>
internal sealed class BenchData(string folder)
{
    public static readonly string[] Tables = ["ads", "feeds"];
    private readonly Dictionary<string, SecretKey> _keys = [];

    public string Csv(string table) => Path.Combine(folder, $"{table}.csv");

    public string Encrypted(string table) => Path.Combine(folder, $"{table}.encrypted.parquet");

    public string Plain(string table) => Path.Combine(folder, $"{table}.plain.parquet");

    public string Duck(string table) => Path.Combine(folder, $"{table}.duckdb.parquet");

    /// <summary>Three columns of each table: an id, a label, a moment.</summary>
    public static string[] Three(string table) => table == "ads" ? ["user_id", "label", "pt_d"] : ["u_userId", "label", "e_et"];

    public static void Make(string folder, int ads, int feeds)
    {
        Directory.CreateDirectory(folder);
        BenchData data = new(folder);
        AdvertisingTables tables = new(new AdvertisingOptions { AdsRows = ads, FeedsRows = feeds });
        using StreamWriter adsCsv = new(data.Csv("ads"));
        tables.WriteAds(adsCsv);
        using StreamWriter feedsCsv = new(data.Csv("feeds"));
        tables.WriteFeeds(feedsCsv);
    }

    /// <summary>Turns a CSV file into a file of ours, as <c>cleanroom encrypt</c> does.</summary>
    public WrittenFile Convert(string table, bool isEncrypted)
    {
        using FileStream csv = new(Csv(table), FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using FileStream output = new(isEncrypted ? Encrypted(table) : Plain(table), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1);
        return new CsvConversion(CsvSource.Open(csv, null), CancellationToken.None)
            .Run(output, schema => new ParquetWriterOptions { Encryption = isEncrypted ? Encryption(schema) : null }, _ => { }, asText: false);
    }

    public FileEncryption Encryption(Schema schema) => new()
    {
        FooterKey = Key("footer"),
        FooterKeyMetadata = "footer"u8.ToArray(),
        AadPrefix = "bench"u8.ToArray(),
        ColumnKeys = schema.ToDictionary(field => field.Name, field => new ColumnKey(Key(field.Name), Encoding.UTF8.GetBytes(field.Name))),
    };

    /// <summary>Opens a file of ours and does something with it.</summary>
    public T Use<T>(string path, Func<ParquetFile, T> use)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        ParquetReaderOptions options = ParquetReaderOptions.Plaintext with { Keys = new Ring(this) };
        return ParquetFile.TryOpen(stream, options, out ParquetFile? file, out ParquetFailure? failure) ? use(file) : throw new InvalidOperationException($"{failure}");
    }

    public Table Read(string path, params string[] names) => Use(path, file =>
        file.TryReadColumns(names.Length > 0 ? names : [.. file.Schema.Select(field => field.Name)], out Table? table, out ParquetFailure? failure)
            ? table
            : throw new InvalidOperationException($"{failure}"));

    private SecretKey Key(string name)
    {
        lock (_keys)
        {
            if (!_keys.TryGetValue(name, out SecretKey? key))
            {
                key = new SecretKey(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)));
                _keys.Add(name, key);
            }

            return key;
        }
    }

    private sealed class Ring(BenchData data) : IKeyRetriever
    {
        public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, out SecretKey key)
        {
            key = data.Key(Encoding.UTF8.GetString(keyMetadata));
            return true;
        }
    }
}
