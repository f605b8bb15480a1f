using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// The sum of independent losses, by the Fourier transform of the tilted masses, with every error bounded and added on the safe side.
/// </summary>
/// <remarks>
/// The transform is cyclic: what lies outside the window comes back inside it. That only adds mass to the window, which is safe; what lies above the
/// window is missing there and is bounded by Chernoff's inequality. The rounding of the transforms and powers gives each mass an absolute
/// error; its bound is computed alongside and added to each mass.
/// </remarks>
internal sealed class LossSum
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private readonly LossWindow _window;
    private readonly double _step;
    private readonly double _offset;
    private readonly long _first;
    private readonly double[] _tilted;
    private readonly double _error;
    private readonly double _cumulant;
    private readonly double _inflation;

    private LossSum(LossWindow window, double step, double offset, long first, TiltedProduct product, double certain)
    {
        (_window, _step, _offset, _first) = (window, step, offset, first);
        (_tilted, _error, _cumulant) = (product.Masses, product.Error, product.Cumulant);
        _inflation = product.Inflation;
        Certain = certain;
    }

    /// <summary>The probability counted as certain loss: the parts' own and what lies above the window.</summary>
    public double Certain { get; }

    /// <summary>The smallest ε that can be answered for.</summary>
    public double Lowest => _offset + (_first * _step);

    /// <summary>How many masses there are.</summary>
    public int Length => _tilted.Length;

    /// <summary>Composes <paramref name="parts"/> in a window of 2^levels points.</summary>
    public static LossSum Compose(IReadOnlyList<LossPart> parts, double step, double offset, LossWindow window, RealTransform transform)
    {
        // One point above all there is, where that is near the window (each part is rounded up by a step at most), or above the window.
        double largest = parts.Sum(part => part.Count * (double)part.Masses.Last);
        double highest = Math.Ceiling((window.Top - offset) / step) + 2;
        bool isWhole = largest <= highest + (transform.Length / 16.0);
        long end = (long)(isWhole ? largest : highest) + 1;
        long first = end - transform.Length;
        TiltedProduct product = TiltedProduct.Of(parts, step, window.Tilt, first, transform);

        double survived = 0;
        double tailCumulant = 0;
        double size = 0;
        foreach (LossPart part in parts)
        {
            double cumulant = part.Masses.Cumulant(step, window.TailTilt);
            survived += part.Count * NearZero.LogOnePlus(-part.Masses.Infinity);
            tailCumulant += part.Count * cumulant;
            size += part.Count * Math.Abs(cumulant);
        }

        double reach = window.TailTilt * end * step;
        double error = 1e-12 + (16 * UnitRoundoff * (size + Math.Abs(reach)));
        double tail = isWhole ? 0 : Math.Exp(Math.Min(0, tailCumulant - reach + error));
        return new LossSum(window, step, offset, first, product, Math.Min(1, (tail - NearZero.ExpMinusOne(survived)) * (1 + 1e-13)));
    }

    /// <summary>The smallest ε at which δ is at most <paramref name="delta"/>, rounded up.</summary>
    /// <returns>Positive infinity when certain loss alone exceeds δ; <see cref="Lowest"/> when the answer may lie below the window.</returns>
    public double EpsilonAt(double delta)
    {
        double spare = delta - Certain;
        if (!(spare > 0))
        {
            return double.PositiveInfinity;
        }

        TailSums sums = new(_step);
        for (int i = Length - 1; i >= 0; i--)
        {
            sums.Add(MassAt(i));
            if (!(sums.DeltaOneStepBelow <= spare))
            {
                // Between this point and the one below, δ is A - exp(ε - loss)·B.
                double loss = LossAt(i);
                double epsilon = loss + Math.Log(Math.Max(0, sums.Mass + sums.Error - spare) / sums.Neighbour);
                double error = 8 * UnitRoundoff * (1 + Math.Abs(_offset) + Math.Abs(loss));
                return (epsilon >= loss - _step && epsilon <= loss ? epsilon : loss) + error; // not-a-number, after an overflow, is the upper end too
            }
        }

        return Lowest;
    }

    /// <summary>The δ at <paramref name="epsilon"/>, rounded up; at most 1.</summary>
    public double DeltaAt(double epsilon)
    {
        if (epsilon < Lowest)
        {
            return 1;
        }

        TailSums sums = new(_step);
        double above = 0;
        for (int i = Length - 1; i >= 0 && LossAt(i) > epsilon; i--)
        {
            sums.Add(MassAt(i));
            above = LossAt(i) - epsilon;
        }

        double delta = Certain + sums.DeltaBelow(above);
        return delta <= 1 ? delta : 1;
    }

    /// <summary>The masses of the sum, from the window's lowest point up, each rounded up.</summary>
    public double MassAt(int index)
    {
        double shift = (_first + index) * _step;
        double exponent = _cumulant - (_window.Tilt * shift);
        double error = 4 * UnitRoundoff * (Math.Abs(_cumulant) + Math.Abs(_window.Tilt * shift));
        return (Math.Max(0, _tilted[index]) + _error) * Math.Exp(exponent + error) * _inflation;
    }

    /// <summary>The loss of a mass.</summary>
    public double LossAt(int index) => _offset + ((_first + index) * _step);
}
