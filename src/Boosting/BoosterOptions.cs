using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// How a model is trained. Names, meanings and defaults are LightGBM's; <see cref="TryParse"/> understands its spelling
/// and its aliases. <c>docs/boosting.md</c> has the table, which a test compares with this record.
/// </summary>
/// <remarks>Source: LightGBM v4, "Parameters". The options under "Bins" take effect when <see cref="TrainingData"/> is made.</remarks>
public sealed record BoosterOptions
{
    /// <summary>LightGBM's defaults.</summary>
    public static BoosterOptions Default { get; } = new();

    /// <summary>The loss that is minimised.</summary>
    public Objective Objective { get; init; } = Objective.Binary;

    /// <summary>What is measured on the validation data after each tree; <see cref="Metric.Automatic"/> is the objective's own loss.</summary>
    public Metric Metric { get; init; } = Metric.Automatic;

    /// <summary>The number of trees, 0 to 100,000.</summary>
    public int NumIterations { get; init; } = 100;

    /// <summary>The factor on every tree's output, above 0.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The largest number of leaves a tree may have, 2 to 131,072.</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>The largest depth of a tree; 0 or less means no limit.</summary>
    public int MaxDepth { get; init; } = -1;

    /// <summary>The smallest number of rows in a leaf, 0 or more.</summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>The smallest sum of second derivatives in a leaf, 0 or more.</summary>
    public double MinSumHessianInLeaf { get; init; } = 1e-3;

    /// <summary>L1 regularisation of the leaves' outputs, 0 or more.</summary>
    public double LambdaL1 { get; init; }

    /// <summary>L2 regularisation of the leaves' outputs, 0 or more.</summary>
    public double LambdaL2 { get; init; }

    /// <summary>The gain a split must exceed, 0 or more.</summary>
    public double MinGainToSplit { get; init; }

    /// <summary>The share of rows drawn for a bag, above 0, at most 1; needs <see cref="BaggingFreq"/>.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>A new bag is drawn every so many trees; 0 turns bagging off.</summary>
    public int BaggingFreq { get; init; }

    /// <summary>The seed of the bags.</summary>
    public int BaggingSeed { get; init; } = 3;

    /// <summary>The share of features that a tree may use, above 0, at most 1.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>The seed of the features drawn.</summary>
    public int FeatureFractionSeed { get; init; } = 2;

    /// <summary>Training stops when the validation metric has not improved for so many trees; 0 turns this off.</summary>
    public int EarlyStoppingRound { get; init; }

    /// <summary>Whether the first tree starts from the average label.</summary>
    public bool BoostFromAverage { get; init; } = true;

    /// <summary>The weight of positive rows of the binary objective, above 0.</summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>The steepness of the binary objective's logistic function, above 0.</summary>
    public double Sigmoid { get; init; } = 1;

    /// <summary>Categorical features: the smallest number of rows in a group of categories, 1 or more.</summary>
    public int MinDataPerGroup { get; init; } = 100;

    /// <summary>Categorical features: the largest number of categories on the smaller side of a split, 1 or more.</summary>
    public int MaxCatThreshold { get; init; } = 32;

    /// <summary>Categorical features: L2 regularisation in addition to <see cref="LambdaL2"/>, 0 or more.</summary>
    public double CatL2 { get; init; } = 10;

    /// <summary>Categorical features: smoothing of a category's ratio, and the smallest number of rows a category needs, 0 or more.</summary>
    public double CatSmooth { get; init; } = 10;

    /// <summary>Categorical features of at most so many bins are split one category against the rest, 1 or more.</summary>
    public int MaxCatToOnehot { get; init; } = 4;

    /// <summary>Bins: the largest number of bins of a numeric feature, 2 to 65,535.</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Bins: the smallest number of sampled rows in a bin, 1 or more.</summary>
    public int MinDataInBin { get; init; } = 3;

    /// <summary>Bins: how many rows are looked at to find them, 1 or more.</summary>
    public int BinConstructSampleCnt { get; init; } = 200_000;

    /// <summary>Bins: the seed of that sample.</summary>
    public int DataRandomSeed { get; init; } = 1;

    /// <summary>Bins: whether missing values have a side of their own in a split.</summary>
    public bool UseMissing { get; init; } = true;

    /// <summary>Bins: whether zero counts as missing.</summary>
    public bool ZeroAsMissing { get; init; }

    /// <summary>Bins: whether features that <see cref="MinDataInLeaf"/> makes useless are dropped before training.</summary>
    public bool FeaturePreFilter { get; init; } = true;

    /// <summary>The number of threads, 1 to 256. The model does not depend on it. The library reads no environment: pass the number of cores.</summary>
    public int NumThreads { get; init; } = 1;

    /// <summary>
    /// Reads options as LightGBM's command line and configuration files write them: <c>name=value</c>, separated by white
    /// space; <c>#</c> starts a comment that ends with the line.
    /// </summary>
    /// <param name="text">The options; what is not named keeps its default.</param>
    /// <param name="options">The options, when the result is true.</param>
    /// <param name="refusal">Otherwise the first thing wrong; an unknown name comes with the nearest known one.</param>
    /// <returns>Whether the text was understood in full.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out BoosterOptions? options, [NotNullWhen(false)] out OptionRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OptionReader.TryRead(text, out options, out refusal);
    }

    /// <summary>Throws when an option lies outside the range that its comment states.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        foreach (OptionDefinition definition in OptionTable.All)
        {
            if (!definition.IsInRange(this))
            {
                throw new ArgumentOutOfRangeException(definition.Name, "The option is out of range.");
            }
        }
    }
}
