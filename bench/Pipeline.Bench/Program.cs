using System.Globalization;
using EnclaveCleanRoom.Pipeline.Bench.Comparing;
using EnclaveCleanRoom.Pipeline.Bench.Data;
using EnclaveCleanRoom.Pipeline.Bench.GroupBy;
using EnclaveCleanRoom.Pipeline.Bench.Own;
using EnclaveCleanRoom.Pipeline.Bench.Peer;

const string Usage = """
    data FOLDER [ROWS]                             makes both tables, as CSV and encrypted (2000000 impressions, half as many feed views)
    run FOLDER SETTING [THREADS]                   our side once, in this process
    pair FOLDER SETTING NATIVE MODULES [THREADS]   both sides, one right after the other; the figures are added to FOLDER/pairs-SETTING.jsonl
    report FOLDER SETTING [FOREIGN]                medians over those pairs
    groupby FOLDER ROWS MODULES [THREADS]          a group-by over joined rows, plain, private and in DuckDB; its tables are written to FOLDER
    SETTING: leaves x trees, such as 31x100
    NATIVE: the path of LightGBM's program; MODULES: a folder whose node_modules has @duckdb/node-api
    FOREIGN: the share of one processor that others may use in a pair that counts, 0.1 unless given
    """;

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["data", string folder, ..]:
        DataFolder.Make(folder, Number(2, 2_000_000));
        return 0;
    case ["run", string folder, string setting, ..]:
        OwnRun.Do(folder, Setting.Parse(setting, Number(3, 2)));
        return 0;
    case ["pair", string folder, string setting, string native, string modules, ..]:
        new Comparison(folder, Setting.Parse(setting, Number(5, 2))).RunPair(new PeerRun(native, modules));
        return 0;
    case ["report", string folder, string setting, ..]:
        new Comparison(folder, Setting.Parse(setting, 2)).Report(args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0.1);
        return 0;
    case ["groupby", string folder, string rows, string modules, ..]:
        GroupByRun.Do(folder, int.Parse(rows, CultureInfo.InvariantCulture), modules, Number(4, 2));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
