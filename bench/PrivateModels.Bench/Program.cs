using System.Globalization;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Own;

const string Usage = """
    adult FOLDER [SPLITS] [THREADS]   FOLDER/adult/adult.data: random splits of 80 to 20 rows, delta 1e-5 (20 splits)
    ctr FOLDER [RUNS] [THREADS]       FOLDER/ctr_table/ctr_table.csv.gz: 200,000 rows train, 50,000 measure, delta 1e-6 (3 runs)
    ydata FOLDER [SPLITS] [THREADS]   FOLDER/ydata_ctr/ctr_60k.csv: splits by person, at most 10 rows a person, delta 1e-6 (5 splits)
    trees TABLE FOLDER [SPLITS]       adult, ctr, ydata or together (a generated table with interactions; no folder is read): curves alone and with random trees (5 splits)
    sampling TABLE FOLDER [SPLITS]    the same tables at epsilon 1: everybody in every round, and people drawn by secret coins (3 splits)
    shards FOLDER                     the click table: quality of trees without a private trainer, from shards of different people
    score FOLDER [THREADS]            rows a second of the model trained on the click table, many at a time and one by one
    """;

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["adult", string folder, ..]:
        Table adult = AdultTable.Read(folder);
        Comparison.Print(Number(2, 20), Delta.Parse("1e-5"), Number(3, 1), seed => Split.OfPeople(adult, seed, 1));
        return 0;
    case ["ctr", string folder, ..]:
        Split ctr = Split.OfFirst(CtrTable.Read(folder), CtrTable.TrainingRows);
        Comparison.Print(Number(2, 3), Delta.Parse("1e-6"), Number(3, 1), _ => ctr);
        return 0;
    case ["ydata", string folder, ..]:
        Table ydata = YdataTable.Read(folder);
        Comparison.Print(Number(2, 5), Delta.Parse("1e-6"), Number(3, 1), seed => Split.OfPeople(ydata, seed, 10));
        return 0;
    case ["trees", string name, string folder, ..]:
        Tables.Known known = Tables.Read(name, folder);
        TreeComparison.Print(Number(3, 5), known.Delta, known.Split);
        return 0;
    case ["sampling", string name, string folder, ..]:
        Tables.Known sampled = Tables.Read(name, folder);
        SamplingComparison.Print(Number(3, 3), sampled.Delta, sampled.Split);
        return 0;
    case ["shards", string folder]:
        ShardComparison.Print(Delta.Parse("1e-6"), CtrTable.Read(folder));
        return 0;
    case ["score", string folder, ..]:
        ScoringSpeed.Print(Split.OfFirst(CtrTable.Read(folder), CtrTable.TrainingRows), Number(2, 2));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
