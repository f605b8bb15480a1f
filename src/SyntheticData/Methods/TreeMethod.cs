using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>Chooses a spanning tree of pairs, edge by edge among those that join two parts, by how far the pair is from independence; then measures each edge.</summary>
/// <remarks>Source: McKenna, Miklau, Sheldon, "Winning the NIST Contest", 2021, Algorithm 2 (MST): Kruskal's algorithm with the exponential mechanism.</remarks>
internal sealed class TreeMethod(PairSpending spending, PairTables tables, GraphicalModel model, SyntheticOptions options, int threads)
{
    public void Run()
    {
        int edges = tables.Sizes.Length - 1;
        if (edges == 0)
        {
            return;
        }

        double choiceShare = options.ChoicePerMille / (1000.0 - options.ColumnsPerMille);
        long perChoice = Math.Max(1, (long)(spending.LeftNano * choiceShare / edges));
        double[][][] independent = PairMarginals.All(model.Tree, tables.Sizes, threads);
        long[] distances = [.. Enumerable.Range(0, tables.Pairs.Length).Select(pair =>
            tables.Distance(pair, independent[tables.Pairs[pair].First][tables.Pairs[pair].Second], model.Total))];
        int[] part = [.. Enumerable.Range(0, tables.Sizes.Length)];
        List<int> chosen = [];
        for (int edge = 0; edge < edges; edge++)
        {
            int[] open = [.. Enumerable.Range(0, tables.Pairs.Length).Where(pair => part[tables.Pairs[pair].First] != part[tables.Pairs[pair].Second])];
            int pair = open[spending.Choose(perChoice, [.. open.Select(candidate => distances[candidate])])];
            chosen.Add(pair);
            (int from, int to) = (part[tables.Pairs[pair].Second], part[tables.Pairs[pair].First]);
            part = [.. part.Select(own => own == from ? to : own)];
        }

        long perEdge = spending.LeftNano / edges;
        Measurement[] measured = [.. chosen.Select(pair => spending.Measure(tables.Set(pair), tables.Counts(pair), perEdge))];
        model.Add(measured);
    }
}
