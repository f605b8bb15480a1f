namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Logistic regression on the numbers, scaled by their public bounds, and on one indicator for each category.</summary>
public sealed record LogisticOptions : PrivateTrainingOptions
{
    /// <summary>Steps into which the range of a numeric feature is cut, 2 to 1,024: the model is a straight line in so many steps.</summary>
    public int Steps { get; init; } = 256;

    internal override void Validate()
    {
        base.Validate();
        Require(Steps is >= 2 and <= 1024, nameof(Steps));
    }
}
