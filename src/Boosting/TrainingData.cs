using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Rows;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// Features sorted into bins, with labels and weights: what training reads. It keeps one byte (two for a feature of more
/// than 256 bins) a value and refers to none of the columns it was made from.
/// </summary>
public sealed class TrainingData
{
    private TrainingData(BinnedTable table, CheckedRows rows)
    {
        Table = table;
        Rows = rows;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>The number of features, those that cannot be split included.</summary>
    public int FeatureCount => Table.Mappers.Count;

    internal BinnedTable Table { get; }

    internal CheckedRows Rows { get; }

    internal float[] Labels => Rows.Labels;

    internal float[]? Weights => Rows.Weights;

    /// <summary>What rows start from, output after output; null when they start from nothing.</summary>
    internal double[]? InitialScores => Rows.InitialScores;

    /// <summary>Finds bins and sorts the features into them.</summary>
    /// <param name="features">The raw features.</param>
    /// <param name="labels">One label a row, finite.</param>
    /// <param name="weights">One weight a row, finite and not negative; empty means that all weigh 1.</param>
    /// <param name="options">The options under "Bins", and the number of threads.</param>
    /// <exception cref="TrainingDataException">The data cannot be trained on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static TrainingData Create(FeatureTable features, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, BoosterOptions options) =>
        Create(features, new RowInformation { Labels = labels.ToArray(), Weights = weights.ToArray() }, options);

    /// <summary>Finds bins and sorts the features into them.</summary>
    /// <param name="features">The raw features.</param>
    /// <param name="rows">What is known of the rows besides.</param>
    /// <param name="options">The options under "Bins", the number of classes, and the number of threads.</param>
    /// <exception cref="TrainingDataException">The data cannot be trained on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static TrainingData Create(FeatureTable features, RowInformation rows, BoosterOptions options)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.MaxBinByFeature.Count != 0 && options.MaxBinByFeature.Count != features.Columns.Count)
        {
            throw new TrainingDataException(TrainingDataFault.FeaturesDiffer, "max_bin_by_feature has not as many entries as there are features.");
        }

        CheckedRows known = CheckedRows.Of(features, rows, options.NumClass);
        return new TrainingData(TableBinner.FindAndBin(features, BinOptions.From(options), options.NumThreads), known);
    }

    /// <summary>Sorts other rows (for validation) into the bins of this data.</summary>
    /// <param name="features">Features of the same number, names and kinds, in the same order.</param>
    /// <param name="labels">One label a row, finite.</param>
    /// <param name="weights">One weight a row, finite and not negative; empty means that all weigh 1.</param>
    /// <exception cref="TrainingDataException">The data does not fit.</exception>
    public TrainingData CreateValidation(FeatureTable features, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights) =>
        CreateValidation(features, new RowInformation { Labels = labels.ToArray(), Weights = weights.ToArray() });

    /// <summary>Sorts other rows (for validation) into the bins of this data. They start from the model that the training data starts from.</summary>
    /// <param name="features">Features of the same number, names and kinds, in the same order.</param>
    /// <param name="rows">What is known of the rows besides.</param>
    /// <exception cref="TrainingDataException">The data does not fit.</exception>
    public TrainingData CreateValidation(FeatureTable features, RowInformation rows)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rows);
        CheckedRows known = CheckedRows.Of(features, rows with { InitialModel = Rows.InitialModel }, Rows.Outputs);
        return new TrainingData(TableBinner.BinLike(Table, features), known);
    }
}
