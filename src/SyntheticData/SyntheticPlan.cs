using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Methods;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How a synthetic table is made of a private one: fixed, with its cost, before data is opened.</summary>
/// <remarks>
/// <para>
/// Adjacency: one person is added or removed, with all of at most K rows (<see cref="SyntheticOptions.RowsPerPerson"/>). Sensitivity: rows are counted into the cells of a table over one or two columns, each row into
/// one cell, so a table changes by at most K in L1 and, where all rows fall into one cell, by K in L2 and L∞. The score of a pair is the L1 distance between its table of counts and a table of integers that
/// were shown before, less a constant: it changes by at most K. All tables are over columns whose codes are public or were put together by noisy counts alone.
/// </para>
/// <para>
/// Privacy: all measurements and choices are rounds of one <see cref="AdaptiveRounds"/>, whose whole reserve is charged: ρ-zCDP. The model, its rows and every figure about them are post-processing.
/// </para>
/// </remarks>
public sealed class SyntheticPlan
{
    private readonly SyntheticOptions _options;

    /// <summary>A plan.</summary>
    /// <param name="name">The figure's name in plan, ledger and result.</param>
    /// <param name="domain">What the table can hold.</param>
    /// <param name="rho">The whole cost; at least 1,000 nano-ρ.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SyntheticPlan(string name, DiscreteDomain domain, Rho rho, SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(rho.Nano, 1_000, nameof(rho));
        options.Require();
        (Domain, _options) = (domain, options);
        int person = options.RowsPerPerson;
        Mechanism = new AdaptiveRounds(name, rho, MethodRun.MostRounds(domain, options), Sensitivity.OfNorms(person, person, (long)person * person, person));
    }

    private SyntheticPlan(DiscreteDomain domain, SyntheticPlan planned) => (Domain, _options, Mechanism) = (domain, planned._options, planned.Mechanism);

    /// <summary>What the table can hold.</summary>
    public DiscreteDomain Domain { get; }

    /// <summary>The part of a <see cref="PrivacyPlan"/>.</summary>
    public AdaptiveRounds Mechanism { get; }

    /// <summary>This plan, with its mechanism, for codes that were chosen privately after it was made: cost, noise and rounds depend on the number of columns alone.</summary>
    /// <param name="domain">As many columns as <see cref="Domain"/> has; made of public values and of what was released before.</param>
    /// <exception cref="ArgumentException">It has another number of columns.</exception>
    public SyntheticPlan Over(DiscreteDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return domain.Columns.Length == Domain.Columns.Length
            ? new SyntheticPlan(domain, this)
            : throw new ArgumentException("The domain has another number of columns than the plan.", nameof(domain));
    }

    /// <summary>Learns the table privately.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanism"/> unused.</param>
    /// <param name="table">The rows, of the plan's domain, with at most as many a person as the options say.</param>
    /// <param name="threads">At most so many at a time; the outcome does not depend on it.</param>
    /// <param name="cancellation">Stops between rounds; the spend stays spent.</param>
    /// <exception cref="ArgumentException">The table has another domain; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<SyntheticModel> Learn(BudgetGrant grant, DiscreteTable table, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!ReferenceEquals(table.Domain, Domain))
        {
            throw new ArgumentException("The table has another domain than the plan.", nameof(table));
        }

        using AdaptiveSpending spending = Mechanism.Begin(grant);
        SyntheticModel model = new MethodRun(spending, Mechanism, table, _options, threads, cancellation).Run();
        return spending.Complete(model);
    }
}
