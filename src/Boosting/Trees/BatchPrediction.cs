using System.Buffers;
using EnclaveCleanRoom.Boosting.Compiled;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Predicts block by block: a block's rows are coded once and stay in the cache while all trees pass over them.</summary>
internal static class BatchPrediction
{
    private const int BlockRows = 256;

    public static void Run(IReadOnlyList<Tree> trees, FeatureTable features, Span<double> scores, int threads)
    {
        int rowCount = features.RowCount;
        double[] results = new double[rowCount];
        Action<int, int, Memory<double>> add = CompiledTrees.From(trees) is CompiledTrees compiled
            ? new CodedBlocks(compiled, features).AddTrees
            : (start, count, block) => AddPlainly(trees, features, start, block.Span);
        using Team team = new(threads);
        team.Run((rowCount + BlockRows - 1) / BlockRows, (_, block) =>
        {
            int start = block * BlockRows;
            int count = Math.Min(BlockRows, rowCount - start);
            add(start, count, results.AsMemory(start, count));
        });
        results.CopyTo(scores);
    }

    /// <summary>The same, value by value as the trees have them.</summary>
    public static void AddPlainly(IReadOnlyList<Tree> trees, FeatureTable features, int start, Span<double> scores)
    {
        int width = features.Columns.Count;
        double[] row = ArrayPool<double>.Shared.Rent(width);
        for (int i = 0; i < scores.Length; i++)
        {
            for (int feature = 0; feature < width; feature++)
            {
                row[feature] = features.Columns[feature].ValueAt(start + i);
            }

            foreach (Tree tree in trees)
            {
                scores[i] += tree.LeafValue[tree.LeafOf(row.AsSpan(0, width))];
            }
        }

        ArrayPool<double>.Shared.Return(row, clearArray: true);
    }
}
