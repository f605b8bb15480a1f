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
    int MinDataPerGroup)
{
    public static SplitLimits From(BoosterOptions options) => new(
        options.MinDataInLeaf,
        options.MinSumHessianInLeaf,
        options.MinGainToSplit,
        new LeafOutput(options.LambdaL1, options.LambdaL2),
        new LeafOutput(options.LambdaL1, options.LambdaL2 + options.CatL2),
        options.CatSmooth,
        options.MaxCatThreshold,
        options.MaxCatToOnehot,
        options.MinDataPerGroup);
}
