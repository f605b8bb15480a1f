using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.PrivateModels.Sharding;

/// <summary>Rows of one shard, as the boosting library takes them.</summary>
/// <param name="Features">The columns.</param>
/// <param name="Labels">1 for a positive row, 0 for another.</param>
internal sealed record ShardRows(FeatureTable Features, double[] Labels)
{
    internal static ShardRows Of(PrivateExamples examples, IReadOnlyList<PrivateFeature> features, int[] rows) => new(
        new FeatureTable([.. features.Select((feature, i) => ColumnOf(feature, examples.Columns[i], rows))]),
        [.. rows.Select(row => examples.Labels.Span[row] ? 1.0 : 0.0)]);

    /// <summary>Rows made up, of the same columns.</summary>
    internal static ShardRows Made(IReadOnlyList<PrivateFeature> features)
    {
        int[] rows = [.. Enumerable.Range(0, 100)];
        PrivateColumn[] columns = [.. features.Select(feature => feature.IsCategorical
            ? PrivateColumn.Categorical(rows.Select(row => row % Math.Min(2, feature.Categories)).ToArray())
            : PrivateColumn.Numeric(rows.Select(row => row % 2 == 0 ? feature.Lowest : feature.Highest).ToArray()))];
        return Of(PrivateExamples.OneRowAPerson(columns, rows.Select(row => row % 3 == 0).ToArray()), features, rows);
    }

    internal Booster Train(BoosterOptions options)
    {
        BoosterOptions alone = options with { NumThreads = 1 };
        return Booster.Train(TrainingData.Create(Features, Labels, [], alone), null, alone);
    }

    private static FeatureColumn ColumnOf(PrivateFeature feature, PrivateColumn column, int[] rows)
    {
        if (!feature.IsCategorical)
        {
            return FeatureColumn.Numeric(feature.Name, rows.Select(row => column.Numbers.Span[row]).ToArray());
        }

        return FeatureColumn.Categorical(feature.Name, rows.Select(row => column.Codes.Span[row] is int code && code < feature.Categories ? code : -1).ToArray());
    }
}
