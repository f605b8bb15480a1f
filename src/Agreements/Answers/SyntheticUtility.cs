namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// Train on synthetic, test on real: how well a model that was trained on the made rows predicts true rows of people who were held out, beside a private model that was trained on the true rows of the others.
/// Both predict one label from the same columns, those whose values the agreement states.
/// </summary>
public sealed record SyntheticUtility
{
    /// <summary>What is predicted.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>Of the model trained on made rows, which costs nothing more: boosted trees.</summary>
    public required ModelQuality TrainedOnMade { get; init; }

    /// <summary>Of the model trained on true rows with privacy, which was charged: boosted curves.</summary>
    public required ModelQuality TrainedOnTrue { get; init; }

    /// <summary>The first AUC less the second, -1 to 1.</summary>
    public required Figure AucDifference { get; init; }
}
