namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>Which neighbour the outcome is drawn from.</summary>
internal enum LossDirection
{
    /// <summary>From the input that has the person; the loss is against the one that lacks it.</summary>
    Remove,

    /// <summary>From the input that lacks the person.</summary>
    Add,
}
