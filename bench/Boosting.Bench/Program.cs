using System.Globalization;
using BenchmarkDotNet.Running;
using EnclaveCleanRoom.Boosting.Bench.Comparing;
using EnclaveCleanRoom.Boosting.Bench.Data;
using EnclaveCleanRoom.Boosting.Bench.Kernels;
using EnclaveCleanRoom.Boosting.Bench.Parity;
using EnclaveCleanRoom.Boosting.Bench.Peer;
using EnclaveCleanRoom.Boosting.Bench.Vectors;

const string Usage = """
    data FOLDER [ROWS]                           makes the joined table (2000000 impressions, of which four fifths are for training)
    run FOLDER SETTING [THREADS]                 one training and prediction; prints its figures
    compare FOLDER NATIVE SETTING [PAIRS] [FOREIGN] [THREADS]
                                                 interleaved pairs against the native program at the path NATIVE
    single FOLDER SETTING                        predicts test rows one by one; prints percentiles of the time, and what was allocated
    scale ROWS [THREADS]                         one training on generated rows: time and memory
    parity FOLDER NATIVE WORK [SEEDS] [DATA …]   the quality of both programs' models on the public data sets in FOLDER, as a table;
                                                 WORK is for their files, and the joined table is in WORK/joined if it is to be among them
    vectors FOLDER NATIVE                        what the native program makes of the option cases in FOLDER, for the tests
    kernels [FILTER]                             the kernels by themselves
    SETTING: numeric-31x100, numeric-255x200, categorical-31x100, categorical-255x200 or the like
    FOREIGN: the share of one processor that others may use in a pair that counts, 0.1 unless given
    """;

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["data", string folder, ..]:
        Directory.CreateDirectory(folder);
        (DictionaryColumn[] train, DictionaryColumn[] test) = JoinedTable.Make(Number(2, 2_000_000));
        TableFile.Write(Path.Combine(folder, "train.table"), train);
        TableFile.Write(Path.Combine(folder, "test.table"), test);
        CsvFile.Write(Path.Combine(folder, "train.csv"), train);
        CsvFile.Write(Path.Combine(folder, "test.csv"), test);
        return 0;
    case ["run", string folder, string setting, ..]:
        OwnRun.Do(folder, Setting.Parse(setting, Number(3, 2)));
        return 0;
    case ["compare", string folder, string native, string setting, ..]:
        double foreign = args.Length > 5 ? double.Parse(args[5], CultureInfo.InvariantCulture) : 0.1;
        new Comparison(folder, new NativeProgram(native, folder), foreign).Run(setting, Number(6, 2), Number(4, 5));
        return 0;
    case ["single", string folder, string setting, ..]:
        SingleRows.Do(folder, Setting.Parse(setting, 2));
        return 0;
    case ["scale", string rows, ..]:
        Scaling.Do(int.Parse(rows, CultureInfo.InvariantCulture), Number(2, 2));
        return 0;
    case ["parity", string folder, string native, string work, ..]:
        string files = Directory.CreateDirectory(work).FullName;
        ParitySets sets = new(Path.GetFullPath(folder), files);
        ParityProgram own = new(Path.Combine(AppContext.BaseDirectory, "boosting"), files, "own");
        new ParityTable(sets, new ParityProgram(Path.GetFullPath(native), files, "native"), own, Number(4, 5)).Write(args.Length > 5 ? args[5..] : ParitySets.Names);
        return 0;
    case ["vectors", string folder, string native]:
        OptionVectors.Make(Path.GetFullPath(folder), Path.GetFullPath(native));
        return 0;
    case ["kernels", ..]:
        BenchmarkSwitcher.FromTypes([typeof(HistogramBenchmarks), typeof(PredictionBenchmarks)]).Run(["--filter", args.Length > 1 ? args[1] : "*"], KernelConfig.Make());
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
