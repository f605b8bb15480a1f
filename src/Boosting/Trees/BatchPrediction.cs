using System.Buffers;
using EnclaveCleanRoom.Boosting.Compiled;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Predicts block by block: a block's rows are coded once and stay in the cache while all trees pass over them.</summary>
internal static class BatchPrediction
{
    private const int BlockRows = 256;

    /// <param name="trees">The trees.</param>
    /// <param name="features">The rows.</param>
    /// <param name="scores">Receives the sums of the trees' outputs.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="kept">The trees, compiled for good; null when they are these rows' alone.</param>
    public static void Run(IReadOnlyList<Tree> trees, FeatureTable features, Span<double> scores, int threads, KeptTrees? kept = null)
    {
        int rowCount = features.RowCount;
        double[] results = new double[rowCount];
        using Team team = new(threads);
        CodedBlocks? coded = (kept ?? new KeptTrees(trees)).For(rowCount, team) is CompiledTrees compiled ? new CodedBlocks(compiled, features) : null;
        int blockRows = coded is null ? BlockRows : Math.Min(coded.BlockRows, (rowCount + threads - 1) / threads);
        team.Run((rowCount + blockRows - 1) / blockRows, (_, block) =>
        {
            int start = block * blockRows;
            int count = Math.Min(blockRows, rowCount - start);
            if (coded is null)
            {
                AddPlainly(trees, features, start, results.AsSpan(start, count));
            }
            else
            {
                coded.AddTrees(start, count, results.AsMemory(start, count));
            }
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
