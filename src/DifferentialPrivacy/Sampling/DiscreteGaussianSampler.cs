using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Draws x with probability proportional to exp(-x²/2σ²), for a rational σ² = p/q: proposes a discrete Laplace of integer scale
/// t = ⌊σ⌋+1 and accepts y with probability exp(-(|y| - σ²/t)²/2σ²).
/// </summary>
/// <remarks>
/// Source: Canonne, Kamath, Steinke 2020, Algorithm 3. Over the common denominator the exponent is
/// (|y|·q·t - p)² / (2·p·q·t²), in integers.
/// </remarks>
internal sealed class DiscreteGaussianSampler
{
    private readonly BigInteger _p;
    private readonly BigInteger _step;
    private readonly BigInteger _denominator;
    private readonly DiscreteLaplaceSampler _proposal;
    private readonly Int128 _fastP;
    private readonly Int128 _fastStep;
    private readonly UInt128 _fastDenominator;
    private readonly Int128 _fastLargest;
    private readonly Int128 _narrowLargest = -1;

    public DiscreteGaussianSampler(Rational variance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variance.Sign, nameof(variance));
        _p = variance.Numerator;
        BigInteger t = Rational.IntegerSquareRoot(variance.Floor()) + 1;
        _step = variance.Denominator * t;
        _denominator = 2 * _p * variance.Denominator * t * t;
        _proposal = new DiscreteLaplaceSampler(t);
        if (_proposal.IsFast && FastBernoulli.Holds(_denominator) && _p.GetBitLength() <= 62 && _step.GetBitLength() <= 62)
        {
            (_fastP, _fastStep, _fastDenominator) = ((Int128)_p, (Int128)_step, (UInt128)_denominator);
            _fastLargest = ((Int128.One << 62) - _fastP) / _fastStep; // the square of |y|·step - p stays below 2^127
            if (_fastDenominator < FastBernoulli.NarrowLimit)
            {
                _narrowLargest = int.MaxValue / _fastStep; // and here below 2^62: 2p² is at most the denominator, as t² is above p/q
            }
        }
    }

    /// <summary>One draw by the quickest path that takes the same decisions as <see cref="DrawExactly"/>.</summary>
    public Int128 Draw(EntropyWords words) => IsFast ? DrawFast(words) : Confinement.Of(DrawExactly(words));

    /// <summary>Whether <see cref="DrawFast"/> may be called.</summary>
    public bool IsFast => _fastLargest > 0;

    /// <summary>The slow twin, in integers of any size.</summary>
    public BigInteger DrawExactly(EntropyWords words)
    {
        while (true)
        {
            BigInteger candidate = _proposal.DrawExactly(words);
            BigInteger distance = (BigInteger.Abs(candidate) * _step) - _p;
            if (ExactBernoulli.Exponential(words, distance * distance, _denominator))
            {
                return candidate;
            }
        }
    }

    /// <summary>The same decisions in 128-bit integers.</summary>
    public Int128 DrawFast(EntropyWords words)
    {
        while (true)
        {
            Int128 candidate = _proposal.DrawFast(words);
            Int128 magnitude = Int128.Abs(candidate);
            bool accepted;
            if (magnitude <= _narrowLargest)
            {
                long distance = ((long)magnitude * (long)_fastStep) - (long)_fastP;
                accepted = FastBernoulli.Exponential(words, (ulong)(distance * distance), (ulong)_fastDenominator);
            }
            else if (magnitude <= _fastLargest)
            {
                Int128 distance = (magnitude * _fastStep) - _fastP;
                accepted = FastBernoulli.Exponential(words, (UInt128)(distance * distance), _fastDenominator);
            }
            else
            {
                BigInteger distance = ((BigInteger)magnitude * _step) - _p;
                accepted = ExactBernoulli.Exponential(words, distance * distance, _denominator);
            }

            if (accepted)
            {
                return candidate;
            }
        }
    }
}
