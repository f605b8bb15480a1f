using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>Compares the noised numbers of people in both arms with the split that was planned.</summary>
internal static class SplitCheck
{
    /// <summary>A split as planned is farther off than so many standard deviations once in a thousand experiments.</summary>
    internal const double Limit = 3.290526731491926;

    internal static SplitFigures Of(ArmNumbers treatment, ArmNumbers control, double planned) => new()
    {
        TreatmentShare = NoisyShare.Of(treatment.People, control.People, 2 * treatment.NoiseVariance).ToFigure(0, 1),
        Planned = planned,
        IsAsPlanned = IsAsPlanned(treatment, control, planned),
    };

    internal static bool IsAsPlanned(ArmNumbers treatment, ArmNumbers control, double planned)
    {
        double off = (treatment.People * (1 - planned)) - (control.People * planned);
        double sampling = Math.Max(treatment.People + control.People, 0) * planned * (1 - planned);
        double noise = 2 * treatment.NoiseVariance * (((1 - planned) * (1 - planned)) + (planned * planned));
        return off * off <= Limit * Limit * (sampling + noise);
    }
}
