using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>
/// Whether made rows copy true ones: how many true rows stand among the made rows, exactly and but for one column, with noise, beside how often rows do that no person had a part in.
/// </summary>
/// <remarks>
/// <para>
/// Input: a table with at most K rows a person, and made rows that were released before. Adjacency: add or remove one person. Sensitivity: a true row counts by itself, given the made rows, so each of the
/// two counts changes by at most K: L0 2, L1 2K, L2² 2K², L∞ K. Privacy: <see cref="NoisyCounts"/>, after the release of the made rows, at its own cost.
/// </para>
/// <para>
/// The rate for comparison is that of rows made anew of the same model, which are new people of the same kind: what stands among the made rows because it is common stands in both, and what the model learned by heart only in
/// the true ones. An attacker who guesses "was in" of whoever is found gains the difference of the rates.
/// </para>
/// </remarks>
public sealed class SafetyCheck
{
    private const int Counts = 2;

    /// <summary>A check at a cost of ρ.</summary>
    /// <param name="name">The figure's name in plan, ledger and result.</param>
    /// <param name="rowsPerPerson">K, at least 1.</param>
    /// <param name="rho">Above 0.</param>
    public SafetyCheck(string name, int rowsPerPerson, Rho rho)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerPerson);
        Mechanism = new NoisyCounts(name, Counts, CountNoise.ForRho(Sensitivity.OfEntries(Counts, rowsPerPerson), rho));
    }

    /// <summary>The part of a <see cref="PrivacyPlan"/>.</summary>
    public NoisyCounts Mechanism { get; }

    /// <summary>Counts copies.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanism"/> unused.</param>
    /// <param name="table">The true rows, with at most so many a person as the check was made for.</param>
    /// <param name="model">What the made rows were made of.</param>
    /// <param name="made">The made rows, that is <c>model.Sample(made.Rows, …)</c>.</param>
    /// <param name="threads">At most so many at a time.</param>
    /// <exception cref="ArgumentException">The tables are of different domains; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<SafetyReport> Release(BudgetGrant grant, DiscreteTable table, SyntheticModel model, DiscreteTable made, int threads)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(made);
        if (!ReferenceEquals(table.Domain, made.Domain) || !ReferenceEquals(model.Domain, made.Domain))
        {
            throw new ArgumentException("The tables are of different domains.", nameof(made));
        }

        DiscreteTable fresh = model.SampleAnew(made.Rows, threads);
        (long exactOfFresh, long nearOfFresh) = Copies.Count(fresh, made);
        (long exact, long near) = Copies.Count(table, made);
        double rows = model.EstimatedRows;
        return Mechanism.Release(grant, [exact, near]).Map(noisy => new SafetyReport
        {
            ExactShare = Math.Clamp(noisy[0] / rows, 0, 1),
            NearShare = Math.Clamp(noisy[1] / rows, 0, 1),
            ExactShareExpected = (double)exactOfFresh / fresh.Rows,
            NearShareExpected = (double)nearOfFresh / fresh.Rows,
            Deviation = Math.Sqrt(Mechanism.Noise.Variance) / rows,
        });
    }
}
