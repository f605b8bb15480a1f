using EnclaveCleanRoom.Pipeline.Bench.Own;
using EnclaveCleanRoom.Pipeline.Bench.Peer;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>
/// Pairs of runs, ours and the peer's, so that a slow spell of the machine meets both; who goes first alternates.
/// </summary>
internal sealed class Comparison(string folder, Setting setting)
{
    private readonly PairFile _file = new(folder, setting);

    /// <summary>Runs a pair and adds it to those measured before.</summary>
    internal void RunPair(PeerRun peer)
    {
        bool isPeerFirst = _file.Read().Count % 2 == 1;
        SideFigures? first = isPeerFirst ? peer.Run(folder, setting) : null;
        SideFigures own = OwnRun.Start(folder, setting);
        Pair pair = new(own, first ?? peer.Run(folder, setting));
        _file.Add(pair);
        Console.WriteLine($"{own.WallSeconds:F1} s / {pair.Peer.WallSeconds:F1} s = {own.WallSeconds / pair.Peer.WallSeconds:F3}, "
            + $"others used {own.ForeignShare:F2} and {pair.Peer.ForeignShare:F2} of a processor");
    }

    /// <summary>Medians over the pairs in which others left the machine alone.</summary>
    /// <param name="foreignAllowed">The share of one processor that others may have used.</param>
    internal void Report(double foreignAllowed)
    {
        IReadOnlyList<Pair> all = _file.Read();
        Pair[] pairs = [.. all.Where(pair => pair.IsQuiet(foreignAllowed))];
        Console.WriteLine($"{setting}: {pairs.Length} of {all.Count} pairs, in which others used at most {foreignAllowed} of a processor");
        if (pairs.Length == 0)
        {
            return;
        }

        Medians medians = new(pairs);
        medians.Print("wall, s", side => side.WallSeconds);
        medians.Print("processor, s", side => side.CpuSeconds);
        medians.Print("peak memory, MB", side => side.PeakMegabytes);
        medians.Print("AUC", side => side.Auc);
        medians.PrintStages();
        Console.WriteLine($"  different models: ours {pairs.Select(pair => pair.Own.Model).Distinct().Count()}, peer {pairs.Select(pair => pair.Peer.Model).Distinct().Count()}; "
            + $"ours {string.Join(' ', pairs.Select(pair => pair.Own.Model).Distinct())}");
    }
}
