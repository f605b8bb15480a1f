using System.Buffers;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Predicts block by block: a block's rows stay in the cache while all trees pass over them.</summary>
internal static class BatchPrediction
{
    private const int BlockRows = 256;

    public static void Run(IReadOnlyList<Tree> trees, FeatureTable features, Span<double> scores, int threads)
    {
        int rowCount = features.RowCount;
        double[] results = new double[rowCount];
        using Team team = new(threads);
        team.Run((rowCount + BlockRows - 1) / BlockRows, (_, block) =>
        {
            int start = block * BlockRows;
            int count = Math.Min(BlockRows, rowCount - start);
            double[] rows = ArrayPool<double>.Shared.Rent(count * features.Columns.Count);
            FillRows(features, start, count, rows);
            AddTrees(trees, rows, features.Columns.Count, results.AsSpan(start, count));
            ArrayPool<double>.Shared.Return(rows, clearArray: true);
        });
        results.CopyTo(scores);
    }

    private static void FillRows(FeatureTable features, int start, int count, double[] rows)
    {
        int width = features.Columns.Count;
        for (int feature = 0; feature < width; feature++)
        {
            FeatureColumn column = features.Columns[feature];
            for (int i = 0; i < count; i++)
            {
                rows[(i * width) + feature] = column.ValueAt(start + i);
            }
        }
    }

    private static void AddTrees(IReadOnlyList<Tree> trees, double[] rows, int width, Span<double> scores)
    {
        foreach (Tree tree in trees)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] += tree.LeafValue[tree.LeafOf(rows.AsSpan(i * width, width))];
            }
        }
    }
}
