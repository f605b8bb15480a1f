using System.Globalization;
using EnclaveCleanRoom.Parquet.Bench.Comparing;
using EnclaveCleanRoom.Parquet.Bench.Data;
using EnclaveCleanRoom.Parquet.Bench.Fuzzing;
using EnclaveCleanRoom.Parquet.Bench.Peer;

const string Usage = """
    data FOLDER [ADS] [FEEDS]                    makes ads.csv and feeds.csv (2000000 and 1000000 rows)
    compare FOLDER NODE_MODULES OPENSSL [PAIRS]  interleaved pairs against DuckDB (@duckdb/node-api in the folder NODE_MODULES) and OpenSSL (a path)
    pages FOLDER OPENSSL [PAIRS]                 the last rows of compare alone: how fast files become authenticated plaintext pages
    own FOLDER WHAT [TIMES]                      one side alone: convert, scan, plain, project or pages
    memory FOLDER [TIMES]                        streams the ads TIMES times (10) over into one encrypted file; peak memory after each tenth
    fuzz COUNT [SEED] [FOLDER …]                 reads mutated inputs, from files of its own and all below the folders; a crash, a hang or too much memory ends it
    """;

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["data", string folder, ..]:
        BenchData.Make(folder, Number(2, 2_000_000), Number(3, 1_000_000));
        return 0;
    case ["compare", string folder, string modules, string openssl, ..]:
        using (DuckDb peer = new(modules, Environment.ProcessorCount))
        {
            new Comparison(new BenchData(folder), peer, Number(4, 5)).Run();
        }

        new PageSpeed(new BenchData(folder), folder, new OpenSsl(openssl), Number(4, 5)).Run();
        return 0;
    case ["pages", string folder, string openssl, ..]:
        new PageSpeed(new BenchData(folder), folder, new OpenSsl(openssl), Number(3, 5)).Run();
        return 0;
    case ["own", string folder, string what, ..]:
        Comparison.RunOwn(new BenchData(folder), what, Number(3, 5));
        return 0;
    case ["memory", string folder, ..]:
        StreamingMemory.Run(new BenchData(folder), Number(2, 10));
        return 0;
    case ["fuzz", string count, ..]:
        return new Fuzzer(long.Parse(count, CultureInfo.InvariantCulture), Number(2, 1), args.Length > 3 ? args[3..] : []).Run();
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
