using EnclaveCleanRoom.Boosting.Prediction;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting;

/// <content>Predicting.</content>
public sealed partial class Booster
{
    /// <summary>The score of one row of a model of one output, before it is made a probability.</summary>
    /// <param name="features">One value a feature, in the order of <see cref="FeatureNames"/>; a category is its code, NaN is missing.</param>
    /// <exception cref="ArgumentException">There are not as many values as features.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public double PredictRaw(ReadOnlySpan<double> features)
    {
        RequireOneOutput();
        RequireLength(features);
        double score = 0;

        // Not foreach: the enumerator of a list behind an interface is allocated.
        for (int i = 0; i < Model.Trees.Count; i++)
        {
            Tree tree = Model.Trees[i];
            score += tree.LeafValue[tree.LeafOf(features)];
        }

        return score;
    }

    /// <summary>The probability that one row is positive.</summary>
    /// <param name="features">As for <see cref="PredictRaw(ReadOnlySpan{double})"/>.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There are not as many values as features.</exception>
    /// <exception cref="InvalidOperationException">The objective does not predict probabilities, or the model has several outputs.</exception>
    public double PredictProbability(ReadOnlySpan<double> features)
    {
        RequireProbability();
        double score = PredictRaw(features);
        return Model.Transform.Apply(Model.IsAveraged ? score / Math.Max(1, Model.Iterations) : score);
    }

    /// <summary>The predictions of one row.</summary>
    /// <param name="features">As for <see cref="PredictRaw(ReadOnlySpan{double})"/>.</param>
    /// <param name="predictions">Receives one prediction an output.</param>
    /// <param name="options">Which iterations, raw or not, and whether prediction may end early; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are not as many values as features, or not room for as many predictions as outputs.</exception>
    public void Predict(ReadOnlySpan<double> features, Span<double> predictions, PredictionOptions? options = null)
    {
        RequireLength(features);
        if (predictions.Length != OutputCount)
        {
            throw new ArgumentException($"The model has {OutputCount} outputs, and there is room for {predictions.Length}.", nameof(predictions));
        }

        RowPrediction.Predict(Model, features, predictions, PredictionRange.Of(Model, options ?? PredictionOptions.Default));
    }

    /// <summary>The predictions of many rows.</summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="predictions">Receives the predictions row after row, one an output in each; as long as rows times outputs.</param>
    /// <param name="options">Which iterations, raw or not, and whether prediction may end early; null for the defaults.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="predictions"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    public void Predict(FeatureTable features, Span<double> predictions, PredictionOptions? options = null, int threads = 1)
    {
        RequireBatch(features, predictions.Length, OutputCount, threads);
        TablePrediction.Predict(Model, _kept, features, predictions, PredictionRange.Of(Model, options ?? PredictionOptions.Default), threads);
    }

    /// <summary>The raw scores of many rows of a model of one output.</summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="scores">Receives one score a row; as long as there are rows.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="scores"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public void PredictRaw(FeatureTable features, Span<double> scores, int threads = 1)
    {
        RequireOneOutput();
        Predict(features, scores, PredictionOptions.Raw, threads);
    }

    /// <summary>The probabilities that rows are positive.</summary>
    /// <param name="features">As for <see cref="PredictRaw(FeatureTable, Span{double}, int)"/>.</param>
    /// <param name="probabilities">Receives one probability a row, 0 to 1.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="probabilities"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    /// <exception cref="InvalidOperationException">The objective does not predict probabilities, or the model has several outputs.</exception>
    public void PredictProbability(FeatureTable features, Span<double> probabilities, int threads = 1)
    {
        RequireProbability();
        RequireOneOutput();
        Predict(features, probabilities, PredictionOptions.Default, threads);
    }

    /// <summary>The index of the leaf that each row falls into, in each tree.</summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="leaves">Receives the leaves row after row, in each one a tree of the iterations chosen.</param>
    /// <param name="options">Which iterations; null for all.</param>
    /// <param name="threads">The number of threads, 1 to 256.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="leaves"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    public void PredictLeaves(FeatureTable features, Span<int> leaves, PredictionOptions? options = null, int threads = 1)
    {
        PredictionRange range = PredictionRange.Of(Model, options ?? PredictionOptions.Default);
        RequireBatch(features, leaves.Length, range.Count * OutputCount, threads);
        TablePrediction.Leaves(Model, features, leaves, range, threads);
    }

    /// <summary>
    /// How much each feature contributes to each raw score, against the mean over the rows that the model was trained on: exact Shapley values.
    /// </summary>
    /// <param name="features">Columns with the names of <see cref="FeatureNames"/>, in that order.</param>
    /// <param name="contributions">
    /// Receives row after row, in each output after output, in each one value a feature and then the mean. The values of an output sum to its raw score.
    /// </param>
    /// <param name="options">Which iterations; null for all.</param>
    /// <param name="threads">The number of threads, 1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns are not the model's, or <paramref name="contributions"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    /// <remarks>Source: S. M. Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature MI 2 (2020), algorithm 2.</remarks>
    public void PredictContributions(FeatureTable features, Span<double> contributions, PredictionOptions? options = null, int threads = 1)
    {
        RequireBatch(features, contributions.Length, OutputCount * (FeatureNames.Count + 1), threads);
        TablePrediction.Contributions(Model, features, contributions, PredictionRange.Of(Model, options ?? PredictionOptions.Default), threads);
    }

    private void RequireLength(ReadOnlySpan<double> features)
    {
        if (features.Length != FeatureNames.Count)
        {
            throw new ArgumentException($"The model has {FeatureNames.Count} features, not {features.Length}.", nameof(features));
        }
    }

    private void RequireBatch(FeatureTable features, int room, int valuesARow, int threads)
    {
        RequireColumns(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        if (room != (long)features.RowCount * valuesARow)
        {
            throw new ArgumentException($"There are {features.RowCount} rows of {valuesARow} values, and room for {room} values.", nameof(features));
        }
    }

    private void RequireOneOutput()
    {
        if (OutputCount != 1)
        {
            throw new InvalidOperationException("The model has several outputs.");
        }
    }

    private void RequireProbability()
    {
        if (!PredictsProbability)
        {
            throw new InvalidOperationException("The model's objective does not predict probabilities.");
        }
    }
}
