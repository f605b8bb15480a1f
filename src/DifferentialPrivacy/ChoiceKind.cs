namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>How a candidate is chosen by its score.</summary>
public enum ChoiceKind
{
    /// <summary>The exponential mechanism: bounded range ε, hence ε²/8-zCDP; the better of the two where choices are added up in ρ.</summary>
    Exponential = 1,

    /// <summary>Permute-and-flip: ε-private, hence ε²/2-zCDP, with the smallest expected loss of score at a pure ε.</summary>
    PermuteAndFlip = 2,
}
