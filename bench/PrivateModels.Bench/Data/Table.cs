using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>A table in memory: public features, values, outcomes, people.</summary>
internal sealed class Table
{
    internal required PrivateFeature[] Features { get; init; }

    /// <summary>By feature; NaN for a missing number, -1 for a missing code.</summary>
    internal required double[][] Values { get; init; }

    internal required bool[] Labels { get; init; }

    internal required int[] People { get; init; }

    internal int RowCount => Labels.Length;

    internal Table Take(int[] rows) => new()
    {
        Features = Features,
        Values = [.. Values.Select(column => rows.Select(row => column[row]).ToArray())],
        Labels = [.. rows.Select(row => Labels[row])],
        People = [.. rows.Select(row => People[row])],
    };

    internal PrivateColumn[] Columns() => [.. Features.Select((feature, i) => feature.IsCategorical
        ? PrivateColumn.Categorical(Values[i].Select(value => double.IsNaN(value) ? -1 : (int)value).ToArray())
        : PrivateColumn.Numeric(Values[i]))];

    internal PrivateExamples Examples() => new(Columns(), Labels, People, People.Length == 0 ? 0 : People.Max() + 1);

    internal FeatureTable ForBoosting() => new([.. Features.Select((feature, i) => feature.IsCategorical
        ? FeatureColumn.Categorical(feature.Name, Values[i].Select(value => double.IsNaN(value) ? -1 : (int)value).ToArray())
        : FeatureColumn.Numeric(feature.Name, Values[i]))]);
}
