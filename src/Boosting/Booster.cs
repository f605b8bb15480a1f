using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Boosting.Compiled;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// A gradient boosted ensemble of decision trees: LightGBM's algorithm and its model file (<c>model.txt</c>, version 4). Immutable,
/// usable from several threads at once. The same data and options give the same model, to the byte, at any number of threads.
/// </summary>
public sealed partial class Booster
{
    private readonly KeptTrees _kept;

    internal Booster(BoosterModel model) => (Model, _kept) = (model, new KeptTrees(model.Trees));

    /// <summary>The features' names in the order in which predictions take their values.</summary>
    public IReadOnlyList<string> FeatureNames => Model.FeatureNames;

    /// <summary>The label's column in the file that the model was trained from, from 0.</summary>
    public int LabelColumn => Model.LabelIndex;

    /// <summary>The number of trees.</summary>
    public int TreeCount => Model.Trees.Count;

    /// <summary>The number of scores a row has: the number of classes, or 1.</summary>
    public int OutputCount => Model.Outputs;

    /// <summary>The number of iterations: trees an output.</summary>
    public int IterationCount => Model.Iterations;

    /// <summary>Whether predictions are probabilities: the objective is binary, cross-entropy or of several classes.</summary>
    public bool PredictsProbability => Model.Transform.IsProbability;

    internal BoosterModel Model { get; }

    /// <summary>Trains a model.</summary>
    /// <param name="train">The data to train on.</param>
    /// <param name="validation">Data made by <see cref="TrainingData.CreateValidation(FeatureTable, RowInformation)"/>, to measure each iteration on; or null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told after each iteration, on the calling thread; or null.</param>
    /// <param name="cancellationToken">Looked at before each iteration.</param>
    /// <returns>The model; when stopped early, up to its best iteration.</returns>
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
        TrainingRun run = new() { Train = train, Options = options, Validation = validation is null ? [] : [validation], Progress = progress };
        return Train(run, cancellationToken);
    }

    /// <summary>Trains a model.</summary>
    /// <param name="run">The data, the options, and what else a training may be given.</param>
    /// <param name="cancellationToken">Looked at before each iteration.</param>
    /// <returns>The model; when stopped early, up to its best iteration.</returns>
    /// <exception cref="TrainingDataException">The data cannot be trained on with these options.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or a custom objective has no derivatives.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static Booster Train(TrainingRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(run.MeasureEvery, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(run.LabelColumn);
        run.Options.Validate();
        TrainingChecks.Require(run);
        using Trainer trainer = new(run);
        return new Booster(trainer.Train(cancellationToken));
    }

    /// <summary>Reads a model file. The text is not trusted.</summary>
    /// <param name="modelText">The text of a <c>model.txt</c>, version 4.</param>
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
    public string ToModelText() => ModelWriter.Write(Model);

    /// <summary>This model with other leaf outputs: each tree's leaves are fitted again to new rows, and keep a share of what they were.</summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="rows">Labels and weights of those rows; initial scores and an initial model are not used.</param>
    /// <param name="options">The objective with its parameters, regularisation, <see cref="BoosterOptions.RefitDecayRate"/> and threads.</param>
    /// <exception cref="TrainingDataException">The data cannot be trained on with these options.</exception>
    /// <exception cref="ArgumentException">The columns are not the model's, or the objective is not of its kind.</exception>
    public Booster Refit(FeatureTable features, RowInformation rows, BoosterOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        RequireColumns(features);
        options.Validate();
        return new Booster(Refitting.Refit(Model, features, rows, options));
    }

    /// <summary>How much the model uses each feature, in the order of <see cref="FeatureNames"/>.</summary>
    public IReadOnlyList<FeatureImportance> GetFeatureImportance()
    {
        int[] splits = new int[FeatureNames.Count];
        double[] gains = new double[FeatureNames.Count];
        foreach (Tree tree in Model.Trees)
        {
            for (int node = 0; node < tree.SplitFeature.Length; node++)
            {
                splits[tree.SplitFeature[node]]++;
                gains[tree.SplitFeature[node]] += tree.SplitGain[node];
            }
        }

        return [.. FeatureNames.Select((name, feature) => new FeatureImportance(name, splits[feature], gains[feature]))];
    }

    private void RequireColumns(FeatureTable features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!features.Columns.Select(column => column.Name).SequenceEqual(FeatureNames, StringComparer.Ordinal))
        {
            throw new ArgumentException("The columns are not those of the model, by name and order.", nameof(features));
        }
    }
}
