namespace EnclaveCleanRoom.Boosting.Tests.Properties;

/// <summary>A small training problem.</summary>
/// <param name="Columns">A few small whole numbers a feature; NaN is missing.</param>
/// <param name="Labels">Whole numbers.</param>
/// <param name="Leaves">The largest number of leaves.</param>
/// <param name="MinData">The smallest number of rows in a leaf.</param>
/// <param name="L2">L2 regularisation.</param>
/// <param name="MinGain">The gain a split must exceed.</param>
internal sealed record NaiveCase(double[][] Columns, double[] Labels, int Leaves, int MinData, double L2, double MinGain)
{
    public BoosterOptions Options => new()
    {
        Objective = Objective.Regression,
        NumIterations = 1,
        LearningRate = 1,
        NumLeaves = Leaves,
        MinDataInLeaf = MinData,
        MinDataInBin = 1,
        MinSumHessianInLeaf = 0,
        LambdaL2 = L2,
        MinGainToSplit = MinGain,
        FeaturePreFilter = false,
    };

    public FeatureTable Features => new([.. Columns.Select((values, feature) => FeatureColumn.Numeric($"x{feature}", values))]);

    public override string ToString() =>
        $"{Options.NumLeaves} leaves, {MinData} rows, l2 {L2}, gain {MinGain}: {string.Join(" | ", Columns.Select(column => string.Join(' ', column)))} -> {string.Join(' ', Labels)}";
}
