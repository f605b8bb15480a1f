using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>Prints medians over pairs, and the least and the largest ratio.</summary>
internal sealed class Medians(IReadOnlyList<Pair> pairs)
{
    internal void Print(string what, Func<SideFigures, double> figure)
    {
        double[] ratios = [.. pairs.Select(pair => figure(pair.Own) / figure(pair.Peer)).Order()];
        Console.WriteLine($"  {what,-16} ours {Of(pair => figure(pair.Own)),9:G5}   peer {Of(pair => figure(pair.Peer)),9:G5}   ratio {Median.Of(ratios):F3} ({ratios[0]:F3} to {ratios[^1]:F3})");
    }

    internal void PrintStages()
    {
        PrintStages("ours", pair => pair.Own);
        PrintStages("peer", pair => pair.Peer);
    }

    private void PrintStages(string who, Func<Pair, SideFigures> side) =>
        Console.WriteLine($"  {who}: " + string.Join(", ", side(pairs[0]).Stages.Select((stage, i) => $"{stage.Name} {Of(pair => side(pair).Stages[i].Seconds):F2} s")));

    private double Of(Func<Pair, double> figure) => Median.Of(pairs.Select(figure));
}
