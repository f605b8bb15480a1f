namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>A product of powers of transforms, and beside each number a bound of its error.</summary>
/// <remarks>
/// Each factor F is known to within e, so |F| ≤ R with R = |F̂| + e, and a product of powers is off by at most Π R^n · Σ n·(e + 4·2^-53·R)/R, the
/// second term being the rounding of the multiplications themselves.
/// </remarks>
internal sealed class Spectrum
{
    private const double UnitRoundoff = 1.0 / (1L << 53);
    private readonly double[] _bound;
    private readonly double[] _share;

    public Spectrum(int length)
    {
        Real = new double[length];
        Imaginary = new double[length];
        _bound = new double[length];
        _share = new double[length];
        Array.Fill(Real, 1);
        Array.Fill(_bound, 1);
    }

    public double[] Real { get; }

    public double[] Imaginary { get; }

    /// <summary>Σ of the error bounds.</summary>
    public double Error
    {
        get
        {
            double sum = 0;
            for (int k = 0; k < _bound.Length; k++)
            {
                sum += _bound[k] * _share[k];
            }

            return sum;
        }
    }

    /// <summary>Σ of the absolute values, bounded.</summary>
    public double Total
    {
        get
        {
            double sum = 0;
            foreach (double bound in _bound)
            {
                sum += bound;
            }

            return sum;
        }
    }

    /// <summary>Multiplies by the <paramref name="count"/>th power of a transform whose numbers are each off by at most <paramref name="error"/>.</summary>
    public void Multiply(double[] real, double[] imaginary, long count, double error)
    {
        for (int k = 0; k < real.Length; k++)
        {
            double radius = Math.Sqrt((real[k] * real[k]) + (imaginary[k] * imaginary[k])) + error;
            _share[k] += count * ((error / radius) + (8 * UnitRoundoff));
            (double baseReal, double baseImaginary, double baseBound) = (real[k], imaginary[k], radius);
            (double accumulatedReal, double accumulatedImaginary, double accumulatedBound) = (Real[k], Imaginary[k], _bound[k]);
            for (long rest = count; ;)
            {
                if ((rest & 1) != 0)
                {
                    (accumulatedReal, accumulatedImaginary) = (
                        (accumulatedReal * baseReal) - (accumulatedImaginary * baseImaginary),
                        (accumulatedReal * baseImaginary) + (accumulatedImaginary * baseReal));
                    accumulatedBound *= baseBound;
                }

                rest >>= 1;
                if (rest == 0 || accumulatedBound == 0)
                {
                    break;
                }

                (baseReal, baseImaginary) = ((baseReal * baseReal) - (baseImaginary * baseImaginary), 2 * baseReal * baseImaginary);
                baseBound *= baseBound;
            }

            (Real[k], Imaginary[k], _bound[k]) = (accumulatedReal, accumulatedImaginary, accumulatedBound);
        }
    }
}
