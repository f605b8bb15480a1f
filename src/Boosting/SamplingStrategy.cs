namespace EnclaveCleanRoom.Boosting;

/// <summary>How the rows are chosen that a tree is grown on.</summary>
public enum SamplingStrategy
{
    /// <summary>At random, as <see cref="BoosterOptions.BaggingFraction"/> says.</summary>
    Bagging,

    /// <summary>All rows of large gradient and a random share of the others, which count for more in exchange (GOSS).</summary>
    Goss,
}
