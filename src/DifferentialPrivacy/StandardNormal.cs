using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The standard normal law, for intervals that count sampling in and for planning experiments; no noise is drawn from it.</summary>
public static class StandardNormal
{
    private const double Farthest = 40;

    /// <summary>P(Z &gt; <paramref name="x"/>), with a relative error of about 1e-13.</summary>
    public static double UpperTail(double x) => NormalLaw.UpperTail(x);

    /// <summary>The x with P(Z ≤ x) = <paramref name="probability"/>, to about 1e-12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability does not lie between 0 and 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), "A probability lies between 0 and 1.");
        }

        (double low, double high) = (-Farthest, Farthest);
        while (high - low > 1e-13)
        {
            double middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = UpperTail(-middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
