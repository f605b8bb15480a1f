using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Releases a vector of integers (counts, fixed-point sums, a histogram over public keys) with integer noise on every entry.
/// </summary>
/// <remarks>
/// Input: a vector of public length. Adjacency: add or remove one person. Sensitivity: as declared, L1 for Laplace and L2 for Gaussian noise.
/// Privacy: see <see cref="CountNoise"/>. Entries that are zero are noised like all others; that is what makes public keys need no selection.
/// </remarks>
public sealed class NoisyCounts : Mechanism
{
    /// <summary>A release of <paramref name="length"/> integers.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="length">Entries of the vector, at least 1; public.</param>
    /// <param name="noise">The noise, made for the declared sensitivity of the whole vector.</param>
    public NoisyCounts(string name, int length, CountNoise noise)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentNullException.ThrowIfNull(noise);
        (Length, Noise) = (length, noise);
        Reports = [noise.Report(name)];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"a vector of {Length} 64-bit integers, one for each public key; absent keys are 0";

    /// <summary>Entries of the vector, which is also the number of draws.</summary>
    public int Length { get; }

    /// <summary>The noise on every entry.</summary>
    public CountNoise Noise { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>Adds noise, drawn before <paramref name="exact"/> is looked at, to every entry.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="exact">The exact figures; their sensitivity must be as declared, which nothing here can check.</param>
    /// <returns>The noisy vector, of the same length, each sum confined to 64 bits.</returns>
    /// <exception cref="ArgumentException">The vector has another length; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<ImmutableArray<long>> Release(BudgetGrant grant, ReadOnlySpan<long> exact)
    {
        RequireLength(exact);
        return DrawAhead(grant).Release(exact);
    }

    /// <summary>Takes the noise out of the plan, to be drawn beside whatever is done until it is wanted.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused; its part is consumed now.</param>
    /// <returns>The noise, for one release.</returns>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public NoiseAhead DrawAhead(BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return new NoiseAhead(this, grant);
    }

    internal void RequireLength(ReadOnlySpan<long> exact)
    {
        if (exact.Length != Length)
        {
            throw new ArgumentException("The vector has another length than the plan.", nameof(exact));
        }
    }
}
