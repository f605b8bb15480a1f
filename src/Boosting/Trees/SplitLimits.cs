namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The options that split searches obey.</summary>
internal sealed record SplitLimits(
    int MinDataInLeaf,
    double MinSumHessianInLeaf,
    double MinGainToSplit,
    LeafOutput Output,
    LeafOutput CategoricalOutput,
    double CatSmooth,
    int MaxCatThreshold,
    int MaxCatToOnehot,
    int MinDataPerGroup,
    bool HasDirections,
    double MonotonePenalty)
{
    /// <summary>Whether a split's gain has the closed form of <see cref="LeafOutput.Gain"/>.</summary>
    public bool IsPlain { get; } = Output.IsPlain && !HasDirections;

    public static SplitLimits From(BoosterOptions options) => new(
        options.MinDataInLeaf,
        options.MinSumHessianInLeaf,
        options.MinGainToSplit,
        new LeafOutput(options.LambdaL1, options.LambdaL2, options.MaxDeltaStep, options.PathSmooth),
        new LeafOutput(options.LambdaL1, options.LambdaL2 + options.CatL2, options.MaxDeltaStep, options.PathSmooth),
        options.CatSmooth,
        options.MaxCatThreshold,
        options.MaxCatToOnehot,
        options.MinDataPerGroup,
        options.MonotoneConstraints.Any(direction => direction != 0),
        options.MonotonePenalty);
}
