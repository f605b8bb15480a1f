using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>The fixed point in which credit is counted, and how far one person can move it.</summary>
internal static class Credit
{
    /// <summary>One conversion is so many units of credit.</summary>
    internal const long UnitsPerConversion = 10_000;

    /// <summary>One of a value column's units is so many units of credit.</summary>
    internal const long UnitsPerValue = 100;

    /// <summary>
    /// The sensitivity of the credit of M models in K campaigns each, and of what is unattributed, once: a vector of M·K + 1 entries.
    /// </summary>
    /// <remarks>
    /// Let a person count with conversions that are worth at most c units together, in absolute value. Whether a conversion is attributed does not depend on the model, and each
    /// model divides an attributed conversion without remainder. So the person's part of every model has entries whose magnitudes add up to at most a, and the
    /// unattributed entry at most u, with a + u ≤ c.
    /// <list type="bullet">
    /// <item>Who leaves the conversions, or both tables, takes this part away: L1 ≤ M·a + u, L2² ≤ M·a² + u², neither above the bounds below.</item>
    /// <item>Who leaves the exposures alone keeps the same conversions (they were chosen without looking at exposures), and all their credit moves to the unattributed
    /// entry: each model loses at most a, the unattributed entry moves by at most a. L1 ≤ (M + 1)·c, L2² ≤ (M + 1)·c², reached when all credit lay in one campaign.</item>
    /// </list>
    /// One entry moves by at most c.
    /// </remarks>
    /// <param name="unitsPerPerson">c, at least 1.</param>
    /// <param name="entriesPerModel">For each model, how many entries one person's credit can lie in.</param>
    internal static Sensitivity SensitivityOf(long unitsPerPerson, IReadOnlyCollection<long> entriesPerModel)
    {
        long vectors = entriesPerModel.Count + 1;
        return checked(Sensitivity.OfNorms(
            Math.Min(entriesPerModel.Sum() + 1, vectors * unitsPerPerson), vectors * unitsPerPerson, vectors * unitsPerPerson * unitsPerPerson, unitsPerPerson));
    }
}
