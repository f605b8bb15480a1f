using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting;

/// <summary>
/// How a model is trained. Names, meanings and defaults are LightGBM's; <see cref="TryParse(string, out BoosterOptions?, out OptionRefusal?)"/> understands its spelling
/// and its aliases. <c>docs/boosting.md</c> has the table, which a test compares with this record.
/// </summary>
/// <remarks>Source: LightGBM v4, "Parameters". The options under "Bins" take effect when <see cref="TrainingData"/> is made.</remarks>
public sealed record BoosterOptions
{
    /// <summary>LightGBM's defaults.</summary>
    public static BoosterOptions Default { get; } = new();

    /// <summary>The loss that is minimised.</summary>
    public Objective Objective { get; init; } = Objective.Binary;

    /// <summary>What is measured after each iteration; empty means the objective's own loss. The first is the one that matters most.</summary>
    public OptionList<Metric> Metrics { get; init; } = [];

    /// <summary>The number of classes of the objectives of several classes (and of <see cref="Objective.Custom"/>), 1 to 10,000; 1 otherwise.</summary>
    public int NumClass { get; init; } = 1;

    /// <summary>The number of iterations, 0 to 100,000; each grows one tree a class.</summary>
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

    /// <summary>How far a leaf's output may go, before <see cref="LearningRate"/>; 0 or less means no limit.</summary>
    public double MaxDeltaStep { get; init; }

    /// <summary>How strongly a leaf's output is drawn to its parent's, the more the fewer rows it has; 0 or more.</summary>
    public double PathSmooth { get; init; }

    /// <summary>For each feature 1 when predictions must not fall as it rises, -1 when they must not rise, 0 otherwise; empty means no constraint.</summary>
    public OptionList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>Holds splits by constrained features back near the root: none are made above this depth; 0 or more.</summary>
    public double MonotonePenalty { get; init; }

    /// <summary>Sets of features, by index, that may meet on one path from the root; empty means that all may.</summary>
    public OptionList<OptionList<int>> InteractionConstraints { get; init; } = [];

    /// <summary>Whether each feature's threshold is drawn at random rather than searched for (extremely randomised trees).</summary>
    public bool ExtraTrees { get; init; }

    /// <summary>The seed of those thresholds.</summary>
    public int ExtraSeed { get; init; } = 6;

    /// <summary>How the rows of a tree are chosen.</summary>
    public SamplingStrategy DataSampleStrategy { get; init; } = SamplingStrategy.Bagging;

    /// <summary>GOSS: the share of rows of largest gradient that is kept, above 0; together with <see cref="OtherRate"/> at most 1.</summary>
    public double TopRate { get; init; } = 0.2;

    /// <summary>GOSS: the share of rows that is drawn from the others, above 0.</summary>
    public double OtherRate { get; init; } = 0.1;

    /// <summary>The share of positive rows in a bag of the binary objective, above 0, at most 1.</summary>
    public double PosBaggingFraction { get; init; } = 1;

    /// <summary>The share of negative rows in a bag of the binary objective, above 0, at most 1.</summary>
    public double NegBaggingFraction { get; init; } = 1;

    /// <summary>The share of rows drawn for a bag, above 0, at most 1; needs <see cref="BaggingFreq"/>.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>A new bag is drawn every so many trees; 0 turns bagging off.</summary>
    public int BaggingFreq { get; init; }

    /// <summary>The seed of the bags.</summary>
    public int BaggingSeed { get; init; } = 3;

    /// <summary>The share of features that a tree may use, above 0, at most 1.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>The share of those that a node may use, above 0, at most 1.</summary>
    public double FeatureFractionBynode { get; init; } = 1;

    /// <summary>The seed of the features drawn.</summary>
    public int FeatureFractionSeed { get; init; } = 2;

    /// <summary>Training stops when some metric on some validation data has not improved for so many iterations; 0 or less turns this off.</summary>
    public int EarlyStoppingRound { get; init; }

    /// <summary>By how much a metric must improve to count, 0 or more.</summary>
    public double EarlyStoppingMinDelta { get; init; }

    /// <summary>Whether only the first metric stops the training.</summary>
    public bool FirstMetricOnly { get; init; }

    /// <summary>Whether the first tree starts from the average label.</summary>
    public bool BoostFromAverage { get; init; } = true;

    /// <summary>Whether the class of the binary objective with fewer rows is weighted up to the other.</summary>
    public bool IsUnbalance { get; init; }

    /// <summary>The weight of positive rows of the binary objective, above 0; not together with <see cref="IsUnbalance"/>.</summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>The steepness of the binary objective's logistic function, above 0.</summary>
    public double Sigmoid { get; init; } = 1;

    /// <summary>Regression: whether the square root of the label is fitted, with its sign; predictions are squared again.</summary>
    public bool RegSqrt { get; init; }

    /// <summary>The quantile of <see cref="Objective.Quantile"/> (below 1 then), or where <see cref="Objective.Huber"/> bends; above 0.</summary>
    public double Alpha { get; init; } = 0.9;

    /// <summary>Where <see cref="Objective.Fair"/> bends, above 0.</summary>
    public double FairC { get; init; } = 1;

    /// <summary>Raises the second derivatives of <see cref="Objective.Poisson"/> for safety, above 0.</summary>
    public double PoissonMaxDeltaStep { get; init; } = 0.7;

    /// <summary>The variance power of <see cref="Objective.Tweedie"/>, 1 to below 2.</summary>
    public double TweedieVariancePower { get; init; } = 1.5;

    /// <summary>Refitting: the share of a leaf's old output that stays, 0 to 1.</summary>
    public double RefitDecayRate { get; init; } = 0.9;

    /// <summary>Weights of <see cref="Metric.AucMu"/>: a square matrix of the classes, row after row; empty means equal weights.</summary>
    public OptionList<double> AucMuWeights { get; init; } = [];

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

    /// <summary>Bins: <see cref="MaxBin"/> of each feature, each 2 to 65,535; empty means that it is the same for all.</summary>
    public OptionList<int> MaxBinByFeature { get; init; } = [];

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
    /// space, with or without spaces around the equals sign; <c>#</c> starts a comment that ends with the line.
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

    /// <summary>Reads options that are already names and values.</summary>
    /// <param name="pairs">LightGBM's names or aliases, and values as it writes them; no name twice.</param>
    /// <param name="options">The options, when the result is true.</param>
    /// <param name="refusal">Otherwise the first thing wrong; an unknown name comes with the nearest known one.</param>
    /// <returns>Whether all was understood.</returns>
    public static bool TryParse(
        IEnumerable<KeyValuePair<string, string>> pairs, [NotNullWhen(true)] out BoosterOptions? options, [NotNullWhen(false)] out OptionRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return OptionReader.TryRead([.. pairs.Select(pair => (pair.Key, pair.Value))], out options, out refusal);
    }

    /// <summary>These options with all seeds drawn from one, as the native program draws them for its option <c>seed</c>.</summary>
    /// <param name="seed">Any number.</param>
    public BoosterOptions WithSeed(int seed) => SeedOption.Apply(this, seed);

    /// <summary>Throws when an option lies outside the range that its comment states, or does not go with another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or two contradict each other; the message names it.</exception>
    public void Validate()
    {
        foreach (OptionDefinition definition in OptionTable.All)
        {
            if (!definition.IsInRange(this))
            {
                throw new ArgumentOutOfRangeException(definition.Name, "The option is out of range.");
            }
        }

        if (OptionConflict.In(this) is (string name, string reason))
        {
            throw new ArgumentOutOfRangeException(name, reason);
        }
    }
}
