using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The noise of one release of <see cref="NoisyCounts"/>, which can be drawn while the exact figures are still being counted. It serves once.</summary>
public sealed class NoiseAhead
{
    private readonly NoisyCounts _mechanism;
    private readonly BudgetGrant _grant;
    private readonly bool _isWorthAThread;
    private Lazy<ImmutableArray<Int128>>? _noise;

    internal NoiseAhead(NoisyCounts mechanism, BudgetGrant grant)
    {
        EntropyWords words = grant.Consume(mechanism);
        (_mechanism, _grant) = (mechanism, grant);

        // Entropy that one thread at a time may use is used by the thread that asks, when it asks.
        _isWorthAThread = words.IsConcurrent && mechanism.Length >= CountNoise.DrawsOfAPart;
        _noise = new Lazy<ImmutableArray<Int128>>(() => Draw(words));
    }

    /// <summary>Draws what is long enough to be worth a thread's time; other noise waits for its release. Other threads may do other things meanwhile.</summary>
    public void Draw()
    {
        if (_isWorthAThread)
        {
            _ = Volatile.Read(ref _noise)?.Value;
        }
    }

    /// <summary>Adds the noise to every entry.</summary>
    /// <param name="exact">The exact figures; their sensitivity must be as declared, which nothing here can check.</param>
    /// <returns>The noisy vector, of the same length, each sum confined to 64 bits.</returns>
    /// <exception cref="ArgumentException">The vector has another length; the noise is not used up.</exception>
    /// <exception cref="InvalidOperationException">The grant is no longer open; or the noise has served already: noise that serves twice tells the difference of what it hides.</exception>
    public PrivateRelease<ImmutableArray<long>> Release(ReadOnlySpan<long> exact)
    {
        _mechanism.RequireLength(exact);
        _grant.RequireStillOpen();
        Lazy<ImmutableArray<Int128>> drawn = Interlocked.Exchange(ref _noise, null) ?? throw new InvalidOperationException($"The noise of '{_mechanism.Name}' has served already.");
        ImmutableArray<Int128> noise = drawn.Value;
        ImmutableArray<long>.Builder noisy = ImmutableArray.CreateBuilder<long>(exact.Length);
        for (int i = 0; i < exact.Length; i++)
        {
            noisy.Add(CountNoise.AddConfined(exact[i], noise[i]));
        }

        return new PrivateRelease<ImmutableArray<long>>(noisy.MoveToImmutable(), _mechanism.Reports, [new object()]);
    }

    private ImmutableArray<Int128> Draw(EntropyWords words)
    {
        using (words)
        {
            return _mechanism.Noise.Draw(words, _mechanism.Length);
        }
    }
}
