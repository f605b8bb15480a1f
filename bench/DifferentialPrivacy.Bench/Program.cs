using System.Globalization;
using EnclaveCleanRoom.DifferentialPrivacy.Bench;

const string Usage = """
    compose          how long the accountants take: ledgers of 1,000 different entries, 10,000 sampled releases
    draws            draws a second of the samplers, on one core
    laws [DRAWS]     every sampler against its law by chi-square (10000000 draws each)
    """;

switch (args)
{
    case ["compose"]:
        Composing.Do();
        return 0;
    case ["draws"]:
        Drawing.Do();
        return 0;
    case ["laws", ..]:
        Laws.Do(args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
