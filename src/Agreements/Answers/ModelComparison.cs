namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>What the partner's columns are good for: the released model beside a second private one without them.</summary>
public sealed record ModelComparison
{
    /// <summary>The quality of the second model, which is not released.</summary>
    public required ModelQuality WithoutPartner { get; init; }

    /// <summary>AUC with the partner's columns less AUC without; the interval is that of the noise of the histograms.</summary>
    public required Figure AucGain { get; init; }

    /// <summary>The same gain for people like those held out; the interval counts sampling in, as if rows were drawn independently and the models' errors were unrelated, which widens it.</summary>
    public required Figure AucGainAtLarge { get; init; }

    /// <summary>Two-sided probability of a gain or loss at least so large if both models ranked people like these equally well, 0 to 1, by the normal law.</summary>
    public required double Significance { get; init; }
}
