using System.Buffers.Binary;
using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The rounds of one <see cref="AdaptiveRounds"/> under way: each is counted in exact fractions before it is drawn, and none is drawn beyond the reserve.</summary>
/// <remarks>For one thread. What a round shows is private only as part of the whole, which <see cref="Complete"/> makes.</remarks>
public sealed class AdaptiveSpending : IDisposable
{
    private readonly AdaptiveRounds _mechanism;
    private readonly EntropyWords _words;
    private bool _isComplete;

    internal AdaptiveSpending(AdaptiveRounds mechanism, EntropyWords words) => (_mechanism, _words, Left) = (mechanism, words, mechanism.Rho.Value);

    /// <summary>What is left of the reserve.</summary>
    public Rational Left { get; private set; }

    /// <summary>How many rounds were drawn.</summary>
    public int Rounds { get; private set; }

    /// <summary>One round: integers with noise, which is drawn before they are looked at, on every entry.</summary>
    /// <param name="noise">The noise, made for what one person can change of the whole vector: for no less than <see cref="AdaptiveRounds.Rows"/> in any norm.</param>
    /// <param name="exact">The exact figures; their sensitivity must be as declared, which nothing here can check.</param>
    /// <returns>The noisy vector, each sum confined to 64 bits.</returns>
    /// <exception cref="ArgumentException">The noise is made for less than a person can change; nothing is drawn.</exception>
    /// <exception cref="InvalidOperationException">The reserve or the number of rounds does not suffice; nothing is drawn.</exception>
    public ImmutableArray<long> Measure(CountNoise noise, ReadOnlySpan<long> exact)
    {
        ArgumentNullException.ThrowIfNull(noise);
        (Sensitivity noised, Sensitivity rows) = (noise.Sensitivity, _mechanism.Rows);
        if (noised.L0 < rows.L0 || noised.L1 < rows.L1 || noised.L2Squared < rows.L2Squared || noised.LInfinity < rows.LInfinity)
        {
            throw new ArgumentException("The noise is made for less than one person can change of the table.", nameof(noise));
        }

        Spend(RhoOf(noise));
        ImmutableArray<Int128> drawn = noise.Draw(_words, exact.Length);
        ImmutableArray<long>.Builder noisy = ImmutableArray.CreateBuilder<long>(exact.Length);
        for (int i = 0; i < exact.Length; i++)
        {
            noisy.Add(CountNoise.AddConfined(exact[i], drawn[i]));
        }

        return noisy.MoveToImmutable();
    }

    /// <summary>One round: one of the candidates, by the exponential mechanism, which costs ε²/8.</summary>
    /// <param name="epsilon">ε of the round, above 0.</param>
    /// <param name="largestChange">By how much one person can move any score, at least 1.</param>
    /// <param name="scores">A score for each candidate, at least one.</param>
    /// <returns>The index chosen.</returns>
    /// <exception cref="InvalidOperationException">The reserve or the number of rounds does not suffice; nothing is drawn.</exception>
    public int Choose(Epsilon epsilon, long largestChange, ReadOnlySpan<long> scores)
    {
        ArgumentOutOfRangeException.ThrowIfZero(epsilon.Value.Sign, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largestChange);
        ArgumentOutOfRangeException.ThrowIfZero(scores.Length, nameof(scores));
        Spend(RhoOfChoice(epsilon));
        return ExactChoice.Exponential(_words, scores, epsilon.Value / (2 * largestChange));
    }

    /// <summary>What a round of <see cref="Measure"/> takes of the reserve.</summary>
    public static Rational RhoOf(CountNoise noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return noise.Epsilon is { } pure ? pure.Value * pure.Value / 2 : noise.Sensitivity.L2Squared / (2 * noise.Scale);
    }

    /// <summary>What a round of <see cref="Choose"/> takes of the reserve: ε²/8, by bounded range (Cesar, Rogers 2021, Lemma 3.2).</summary>
    public static Rational RhoOfChoice(Epsilon epsilon) => epsilon.Value * epsilon.Value / 8;

    /// <summary>Random bits that no figure had a part in, for post-processing that is to be repeated: sampling from what was released.</summary>
    public void FillSeed(Span<byte> seed)
    {
        RequireUnderWay();
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (int at = 0; at < seed.Length; at += word.Length)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, _words.Next());
            word[..Math.Min(word.Length, seed.Length - at)].CopyTo(seed[at..]);
        }
    }

    /// <summary>Ends the rounds: whatever was computed from what they showed, and from public values, is private at the cost of the whole reserve.</summary>
    /// <remarks>The promise holds only if <paramref name="value"/> was made from nothing else, above all not from the data.</remarks>
    /// <exception cref="InvalidOperationException">The rounds have ended.</exception>
    public PrivateRelease<T> Complete<T>(T value)
    {
        RequireUnderWay();
        _isComplete = true;
        return new PrivateRelease<T>(value, _mechanism.Reports, [new object()]);
    }

    /// <summary>Ends the rounds and erases unused randomness.</summary>
    public void Dispose()
    {
        _isComplete = true;
        _words.Dispose();
    }

    private void Spend(Rational rho)
    {
        RequireUnderWay();
        if (rho > Left)
        {
            throw new InvalidOperationException("The round needs more than is left of the reserve.");
        }

        if (Rounds == _mechanism.MaxRounds)
        {
            throw new InvalidOperationException("All rounds are drawn.");
        }

        (Left, Rounds) = (Left - rho, Rounds + 1);
    }

    private void RequireUnderWay()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("The rounds have ended.");
        }
    }
}
