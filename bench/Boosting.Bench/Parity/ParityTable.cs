namespace EnclaveCleanRoom.Boosting.Bench.Parity;

/// <summary>
/// Trains with both programs at the same parameters, all rows once and, where rows or features are drawn, with several seeds, and writes what
/// each reaches on rows not trained on as a line of a table.
/// </summary>
internal sealed class ParityTable(ParitySets sets, ParityProgram native, ParityProgram own, int seeds)
{
    private const double Allowed = 0.002;

    private static readonly (string Name, string[] Parameters, bool IsDrawn)[] s_modes =
    [
        ("all rows", [], false),
        ("one bag", ["bagging_fraction=0.8", "bagging_freq=100"], true),
        ("bagging", ["bagging_fraction=0.8", "bagging_freq=1", "feature_fraction=0.8"], true),
        ("goss", ["data_sample_strategy=goss"], true),
    ];

    public void Write(IEnumerable<string> names)
    {
        Console.WriteLine("| data | rows drawn | native | ours | difference | largest of one seed | within .002 | same first tree |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (string name in names)
        {
            ParitySet set = sets.Make(name);
            foreach ((string mode, string[] parameters, bool isDrawn) in s_modes)
            {
                Console.WriteLine(Line(set, mode, parameters, isDrawn));
            }
        }
    }

    private string Line(ParitySet set, string mode, string[] parameters, bool isDrawn)
    {
        List<(double Native, double Own)> figures = [];
        int same = 0;
        for (int seed = 1; seed <= (isDrawn ? seeds : 1); seed++)
        {
            string[] all = ["num_trees=100", .. parameters, .. isDrawn ? [$"seed={seed}"] : Array.Empty<string>()];
            (double nativeFigure, string nativeTree) = native.Run(set, all);
            (double ownFigure, string ownTree) = own.Run(set, all);
            figures.Add((nativeFigure, ownFigure));
            same += nativeTree == ownTree ? 1 : 0;
        }

        double nativeMean = figures.Average(pair => pair.Native);
        double ownMean = figures.Average(pair => pair.Own);
        double largest = figures.Max(pair => Math.Abs(pair.Own - pair.Native));
        string verdict = Math.Abs(ownMean - nativeMean) <= Allowed ? "yes" : "no";
        return $"| {set.Title} | {mode} | {nativeMean:F5} | {ownMean:F5} | {ownMean - nativeMean:+0.00000;-0.00000;0.00000} | {largest:F5} | {verdict} | {same}/{figures.Count} |";
    }
}
