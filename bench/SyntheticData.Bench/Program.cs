using System.Globalization;
using EnclaveCleanRoom.SyntheticData.Bench;

const string Usage = """
    adult FOLDER [SEEDS]   Adult, both methods, the curve over epsilon: mean L1 over all 1-, 2- and 3-way marginals (5 seeds)
    gate FOLDER [SEEDS]    Adult, both methods, over epsilon: what attacks on made rows find and how alike they are, with a tenth of the people held out (5 seeds)
    sample FOLDER          how long 1,000,000 rows take, made of the model of Adult
    ydata FOLDER [SPLITS]  the AUC of click models trained on made rows of ctr_60k.csv, on true rows of other people, at epsilon 4 a person (5 splits)
    draw PAGE SVG          draws the curve from the table on docs/synthetic-data.md
    rows [ROWS]            how time and memory grow with rows: a made table of 30 columns, up to so many rows (1000000)
    """;

switch (args)
{
    case ["adult", _, ..]:
        Curve.Do(Adult.Read(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["gate", _, ..]:
        Gate.Do(Adult.Read(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["sample", _]:
        Rows.Sample(Adult.Read(args[1]));
        return 0;
    case ["ydata", _, ..]:
        Clicks.Do(Ydata.Read(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["draw", _, _]:
        File.WriteAllText(args[2], Drawing.Of(File.ReadAllText(args[1])));
        return 0;
    case ["rows", ..]:
        Rows.Grow(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
