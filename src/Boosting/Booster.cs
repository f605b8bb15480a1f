using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// A gradient boosted ensemble of decision trees: LightGBM's algorithm and its model file (<c>model.txt</c>, version 4). Immutable,
/// usable from several threads at once. The same data and options give the same model, to the byte, at any number of threads.
/// </summary>
public sealed class Booster
{
    private readonly BoosterModel _model;

    private Booster(BoosterModel model) => _model = model;

    /// <summary>The features' names in the order in which predictions take their values.</summary>
    public IReadOnlyList<string> FeatureNames => _model.FeatureNames;

    /// <summary>The number of trees.</summary>
    public int TreeCount => _model.Trees.Count;

    /// <summary>Whether predictions are probabilities: the objective is binary or cross-entropy.</summary>
    public bool PredictsProbability => _model.Transform.IsProbability;

    /// <summary>Trains a model.</summary>
    /// <param name="train">The data to train on.</param>
    /// <param name="validation">Data made by <see cref="TrainingData.CreateValidation"/>, to measure each tree on; or null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told after each tree, on the calling thread; or null.</param>
    /// <param name="cancellationToken">Looked at before each tree.</param>
    /// <returns>The model; with early stopping, up to its best tree.</returns>
    /// <exception cref="TrainingDataException">The data cannot be trained on with these options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Booster Train(
        TrainingData train,
        TrainingData? validation,
        BoosterOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        TrainingChecks.Require(train, validation, options);
        return new Booster(Trainer.Train(train, validation, options, progress, cancellationToken));
    }

    /// <summary>Reads a model file. The text is not trusted.</summary>
    /// <param name="modelText">The text of a <c>model.txt</c>, version 4, of one class.</param>
    /// <param name="booster">The model, when the result is true.</param>
    /// <param name="failure">Otherwise what is wrong with it.</param>
    /// <returns>Whether the text is a model that this library speaks.</returns>
    public static bool TryParse(string modelText, [NotNullWhen(true)] out Booster? booster, out ModelFailure failure)
    {
        ArgumentNullException.ThrowIfNull(modelText);
        booster = ModelReader.TryRead(modelText, out BoosterModel? model, out failure) ? new Booster(model) : null;
        return booster is not null;
    }

    /// <summary>Writes the model file. What was read from a file that LightGBM wrote is written with the same bytes.</summary>
    public string ToModelText() => ModelWriter.Write(_model);

    /// <summary>The score of one row before it is made a probability; the prediction of the regression objective.</summary>
    /// <param name="features">One value a feature, in the order of <see cref="FeatureNames"/>; a category is its code, NaN is missing.</param>
    /// <exception cref="ArgumentException">There are not as many values as features.</exception>
    public double PredictRaw(ReadOnlySpan<double> features)
    {
        if (features.Length != FeatureNames.Count)
        {
            throw new ArgumentException($"The model has {FeatureNames.Count} features, not {features.Length}.", nameof(features));
        }

        double score = 0;
        foreach (Tree tree in _model.Trees)
        {
            score += tree.LeafValue[tree.LeafOf(features)];
        }

        return score;
    }

    /// <summary>The probability that one row is positive.</summary>
    /// <param name="features">As for <see cref="PredictRaw(ReadOnlySpan{double})"/>.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There are not as many values as features.</exception>
    /// <exception cref="InvalidOperationException">The objective does not predict probabilities.</exception>
    public double PredictProbability(ReadOnlySpan<double> features)
    {
        RequireProbability();
        return _model.Transform.Apply(PredictRaw(features));
    }

    /// <summary>The raw scores of many rows.</summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="scores">Receives one score a row; as long as there are rows.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="scores"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    public void PredictRaw(FeatureTable features, Span<double> scores, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        if (!features.Columns.Select(column => column.Name).SequenceEqual(FeatureNames, StringComparer.Ordinal))
        {
            throw new ArgumentException("The columns are not those of the model, by name and order.", nameof(features));
        }

        if (scores.Length != features.RowCount)
        {
            throw new ArgumentException($"There are {features.RowCount} rows and room for {scores.Length} scores.", nameof(scores));
        }

        BatchPrediction.Run(_model.Trees, features, scores, threads);
    }

    /// <summary>The probabilities that rows are positive.</summary>
    /// <param name="features">As for <see cref="PredictRaw(FeatureTable, Span{double}, int)"/>.</param>
    /// <param name="probabilities">Receives one probability a row, 0 to 1.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="probabilities"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    /// <exception cref="InvalidOperationException">The objective does not predict probabilities.</exception>
    public void PredictProbability(FeatureTable features, Span<double> probabilities, int threads = 1)
    {
        RequireProbability();
        PredictRaw(features, probabilities, threads);
        _model.Transform.Apply(probabilities);
    }

    /// <summary>How much the model uses each feature, in the order of <see cref="FeatureNames"/>.</summary>
    public IReadOnlyList<FeatureImportance> GetFeatureImportance()
    {
        int[] splits = new int[FeatureNames.Count];
        double[] gains = new double[FeatureNames.Count];
        foreach (Tree tree in _model.Trees)
        {
            for (int node = 0; node < tree.SplitFeature.Length; node++)
            {
                splits[tree.SplitFeature[node]]++;
                gains[tree.SplitFeature[node]] += tree.SplitGain[node];
            }
        }

        return [.. FeatureNames.Select((name, feature) => new FeatureImportance(name, splits[feature], gains[feature]))];
    }

    private void RequireProbability()
    {
        if (!PredictsProbability)
        {
            throw new InvalidOperationException("The model's objective does not predict probabilities.");
        }
    }
}
