using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A randomised function with its privacy proved: input domain, adjacency, sensitivity with its norm, exact scale and cost. It is
/// a value, made before any data is seen; the set of mechanisms is closed, because each carries a proof.
/// </summary>
public abstract class Mechanism
{
    private protected Mechanism(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name of the figure in plan, ledger and result.</summary>
    public string Name { get; }

    /// <summary>What goes in, in words: type, length, and what the caller has bounded beforehand.</summary>
    public abstract string InputDomain { get; }

    /// <summary>Which inputs are hard to tell apart.</summary>
    public Adjacency Adjacency { get; } = Adjacency.AddOrRemoveOnePerson;

    /// <summary>From the number of people by which inputs differ to what the outputs tell, in the strongest measure that holds for all of them.</summary>
    public PrivacyMap Map => new(Reports);

    /// <summary>One report for each independent source of randomness.</summary>
    public abstract ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>What one release costs.</summary>
    public PrivacyCost Cost => Reports.Aggregate(PrivacyCost.Zero, (sum, report) => sum + report.Cost);
}
