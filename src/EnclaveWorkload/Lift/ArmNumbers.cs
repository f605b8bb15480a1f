namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>The noised numbers of one arm.</summary>
/// <param name="Converted">People who converted.</param>
/// <param name="Rest">People who did not.</param>
/// <param name="NoiseVariance">The variance of the noise on each.</param>
internal readonly record struct ArmNumbers(double Converted, double Rest, double NoiseVariance)
{
    internal double People => Converted + Rest;

    internal Spread Rate => NoisyShare.Of(Converted, Rest, NoiseVariance);

    /// <summary>What the treatment changed in the probability of converting.</summary>
    internal static Spread AbsoluteLift(ArmNumbers treatment, ArmNumbers control) => Spread.Difference(treatment.Rate, control.Rate);

    /// <summary>The same as a share of the control's probability, where that can be told from 0.</summary>
    internal static Spread? RelativeLift(ArmNumbers treatment, ArmNumbers control) => RelativeChange.Of(treatment.Rate, control.Rate);

    /// <summary>The conversions that the treatment made: the change times the people who were treated.</summary>
    internal static Spread Incremental(ArmNumbers treatment, ArmNumbers control) =>
        AbsoluteLift(treatment, control).Times(Math.Max(treatment.People, 0), 2 * treatment.NoiseVariance);
}
