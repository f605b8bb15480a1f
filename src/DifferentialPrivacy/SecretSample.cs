using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Secret coins, independent for each person: whether the person takes part (Poisson sampling), or to which of several parts the person belongs. Made for one job, and forgotten with it.
/// </summary>
/// <remarks>
/// <para>
/// Coins are exact for rational shares. A release with Gaussian noise of what those who take part add is a <see cref="SampledGaussianEvent"/>, as long as nobody learns the coins; how many people there are, and how many take part, is
/// as secret as the rows.
/// </para>
/// <para>
/// In a ledger of ρ it costs what it would cost without sampling. Proof: given the coins of everybody else, either the person takes part or does not; the release is a mixture of the two with the same shares on both neighbours, and Rényi divergences
/// of mixtures are no larger than the largest of their parts' (van Erven, Harremoës 2014, Theorem 13). There is no smaller ρ: for large orders the divergence is that of a person who does take part.
/// </para>
/// </remarks>
public sealed class SecretSample : IDisposable
{
    private readonly EntropyWords _words;

    /// <summary>Coins from <paramref name="entropy"/>.</summary>
    public SecretSample(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        _words = new EntropyWords(entropy);
    }

    /// <summary>Throws a coin for each person.</summary>
    /// <param name="share">The probability of taking part, above 0 and at most 1, of a denominator below 2^63.</param>
    /// <param name="takesPart">Receives the coins, one a person.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public void Draw(Rational share, Span<bool> takesPart)
    {
        if (share.Sign <= 0 || share > Rational.One || share.Denominator > long.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(share), "A share lies above 0 and is at most 1.");
        }

        (UInt128 numerator, UInt128 denominator) = ((UInt128)share.Numerator, (UInt128)share.Denominator);
        for (int person = 0; person < takesPart.Length; person++)
        {
            takesPart[person] = FastBernoulli.Fraction(_words, numerator, denominator);
        }
    }

    /// <summary>Puts each person into one of so many parts, all equally likely.</summary>
    /// <param name="parts">At least 1.</param>
    /// <param name="part">Receives the part of each person, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no part.</exception>
    public void Divide(int parts, Span<int> part)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        foreach (ref int own in part)
        {
            own = (int)UniformBelow.Fast(_words, (ulong)parts);
        }
    }

    /// <summary>Erases what randomness is left.</summary>
    public void Dispose() => _words.Dispose();
}
