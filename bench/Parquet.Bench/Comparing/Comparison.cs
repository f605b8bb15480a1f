using System.Globalization;
using EnclaveCleanRoom.Parquet.Bench.Data;
using EnclaveCleanRoom.Parquet.Bench.Measuring;
using EnclaveCleanRoom.Parquet.Bench.Peer;

namespace EnclaveCleanRoom.Parquet.Bench.Comparing;

/// <summary>The speeds that the library is held to, each beside its peer's.</summary>
internal sealed class Comparison(BenchData data, DuckDb duck, int pairs)
{
    public void Run()
    {
        foreach (string table in BenchData.Tables)
        {
            string csv = $"COPY (SELECT * FROM read_csv('{data.Csv(table)}')) TO '{data.Duck(table)}' (FORMAT parquet, COMPRESSION snappy)";
            Pairs.Compare($"{table}: CSV to encrypted Parquet / DuckDB's to plain", pairs, () => Pairs.Milliseconds(() => { _ = data.Convert(table, isEncrypted: true); }), () => duck.Run(csv));
            data.Convert(table, isEncrypted: false);
            string scan = $"CREATE TABLE t AS SELECT * FROM '{data.Duck(table)}'";
            Pairs.Compare($"{table}: scan of the encrypted file / DuckDB's of its own", pairs, () => Scan(data.Encrypted(table)), () => duck.Run(scan, teardown: ["DROP TABLE t"]));
            string three = $"CREATE TABLE t AS SELECT {string.Join(", ", BenchData.Three(table))} FROM '{data.Duck(table)}'";
            Pairs.Compare($"{table}: three columns of it / DuckDB's", pairs, () => Scan(data.Encrypted(table), BenchData.Three(table)), () => duck.Run(three, teardown: ["DROP TABLE t"]));
            Pairs.Compare($"{table}: scan, encrypted / not encrypted, both ours", pairs * 2, () => Scan(data.Encrypted(table)), () => Scan(data.Plain(table)));
            (double own, double theirs) = (new FileInfo(data.Encrypted(table)).Length, new FileInfo(data.Duck(table)).Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}: size of the encrypted file / DuckDB's, Snappy {own / 1e6:F1} / {theirs / 1e6:F1} MB   ratio {own / theirs:F3}"));
        }
    }

    /// <summary>Our side alone, to look at it closely.</summary>
    public static void RunOwn(BenchData data, string what, int times)
    {
        foreach (string table in BenchData.Tables)
        {
            for (int i = 0; i < times; i++)
            {
                double figure = what switch
                {
                    "convert" => Pairs.Milliseconds(() => { _ = data.Convert(table, isEncrypted: true); }),
                    "scan" => Pairs.Milliseconds(() => data.Read(data.Encrypted(table))),
                    "plain" => Pairs.Milliseconds(() => data.Read(data.Plain(table))),
                    "project" => Pairs.Milliseconds(() => data.Read(data.Encrypted(table), BenchData.Three(table))),
                    "pages" => PageSpeed.Walk(data, table),
                    _ => throw new ArgumentException("convert, scan, plain, project or pages", nameof(what)),
                };
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table} {what}: {figure:F1} {(what == "pages" ? "GB/s" : "ms")}"));
            }
        }
    }

    private double Scan(string path, params string[] names) => Pairs.Milliseconds(() => data.Read(path, names));
}
