using EnclaveCleanRoom.DifferentialPrivacy.Bench;

const string Usage = """
    compose          how long the accountants take: ledgers of 1,000 different entries, 10,000 sampled releases
    """;

switch (args)
{
    case ["compose"]:
        Composing.Do();
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
