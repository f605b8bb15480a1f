using System.Globalization;
using EnclaveCleanRoom.SyntheticData.Bench;

const string Usage = """
    adult FOLDER [SEEDS]   Adult, both methods, the curve over epsilon: mean L1 over all 1-, 2- and 3-way marginals (5 seeds)
    sample FOLDER          how long 1,000,000 rows take, made of the model of Adult
    rows [ROWS]            how time and memory grow with rows: a made table of 30 columns, up to so many rows (1000000)
    """;

switch (args)
{
    case ["adult", _, ..]:
        Curve.Do(Adult.Read(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["sample", _]:
        Rows.Sample(Adult.Read(args[1]));
        return 0;
    case ["rows", ..]:
        Rows.Grow(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
