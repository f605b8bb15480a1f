using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// Features sorted into bins, with labels and weights: what training reads. It keeps one byte (two for a feature of more
/// than 256 bins) a value and refers to none of the columns it was made from.
/// </summary>
public sealed class TrainingData
{
    private TrainingData(BinnedTable table, float[] labels, float[]? weights)
    {
        Table = table;
        Labels = labels;
        Weights = weights;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>The number of features, those that cannot be split included.</summary>
    public int FeatureCount => Table.Mappers.Count;

    internal BinnedTable Table { get; }

    internal float[] Labels { get; }

    internal float[]? Weights { get; }

    /// <summary>Finds bins and sorts the features into them.</summary>
    /// <param name="features">The raw features.</param>
    /// <param name="labels">One label a row, finite.</param>
    /// <param name="weights">One weight a row, finite and not negative; empty means that all weigh 1.</param>
    /// <param name="options">The options under "Bins", and the number of threads.</param>
    /// <exception cref="TrainingDataException">The data cannot be trained on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static TrainingData Create(FeatureTable features, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, BoosterOptions options)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (float[] checkedLabels, float[]? checkedWeights) = RowValues.Check(features.RowCount, labels, weights);
        return new TrainingData(TableBinner.FindAndBin(features, BinOptions.From(options), options.NumThreads), checkedLabels, checkedWeights);
    }

    /// <summary>Sorts other rows (for validation) into the bins of this data.</summary>
    /// <param name="features">Features of the same number, names and kinds, in the same order.</param>
    /// <param name="labels">One label a row, finite.</param>
    /// <param name="weights">One weight a row, finite and not negative; empty means that all weigh 1.</param>
    /// <exception cref="TrainingDataException">The data does not fit.</exception>
    public TrainingData CreateValidation(FeatureTable features, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(features);
        (float[] checkedLabels, float[]? checkedWeights) = RowValues.Check(features.RowCount, labels, weights);
        return new TrainingData(TableBinner.BinLike(Table, features), checkedLabels, checkedWeights);
    }
}
