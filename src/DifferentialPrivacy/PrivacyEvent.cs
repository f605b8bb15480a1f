using EnclaveCleanRoom.DifferentialPrivacy.Accounting;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// What one release tells about one person, as the accountants see it: a kind of randomness, its exact scale and how far a person moves the figure.
/// Adjacency is adding or removing one person. The set of kinds is closed, because each carries a proof.
/// </summary>
public abstract record PrivacyEvent
{
    private protected PrivacyEvent()
    {
    }

    /// <summary>The pure ε of one release, or <see langword="null"/> where there is none.</summary>
    public virtual Epsilon? Pure => null;

    /// <summary>ρ such that one release is δ-approximately ρ-zCDP, exact or rounded up.</summary>
    public abstract Rational Rho { get; }

    /// <summary>The probability of failure that goes with <see cref="Rho"/> and <see cref="RenyiDivergence"/>.</summary>
    public virtual Rational Delta => Rational.Zero;

    /// <summary>Whether adding a person is as hard to see as removing one.</summary>
    internal virtual bool IsSymmetric => true;

    /// <summary>(Δ/σ)² of continuous Gaussian noise; several such are one.</summary>
    internal virtual Rational? SquaredShift => null;

    /// <summary>Whether nothing finer than <see cref="Rho"/> is known, or can be laid out.</summary>
    internal virtual bool IsCountedByRho => false;

    /// <summary>Whether the Rényi divergence of every order α is at most α·ρ and nothing better is used.</summary>
    internal virtual bool IsLinearInOrder => false;

    /// <summary>The Rényi divergence as a function of the order, which is above 1, of the worse direction, rounded up.</summary>
    internal virtual Func<double, double> RenyiDivergence()
    {
        double rho = Rho.ToDouble();
        return order => Rounding.Up(order * rho);
    }

    /// <summary>The Rényi divergence of an order above 1.</summary>
    internal double RenyiUp(double order) => RenyiDivergence()(order);

    /// <summary>The law of the privacy loss.</summary>
    internal abstract LossLaw LossLaw(LossDirection direction);

    /// <summary>Divergences from the moments of a law of losses.</summary>
    private protected static Func<double, double> Moments(LossLaw law) => order => Rounding.Up(law.Cumulant(order - 1) / (order - 1));

    private protected static Rational RequirePositive(Rational value, string name) =>
        value.Sign > 0 ? value : throw new ArgumentOutOfRangeException(name, "The value is above 0.");
}
