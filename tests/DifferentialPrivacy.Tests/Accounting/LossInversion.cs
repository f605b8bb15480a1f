using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>
/// δ(ε) of n Poisson-sampled Gaussian releases without any grid of losses: with M(s) = E[exp(s·loss)], δ = 1/2π ∫ M(θ+it)^n e^(-(θ+it)ε) / ((θ+it)(θ+it+1)) dt for any
/// θ &gt; 0, both integrals by the trapezoidal rule. It shares nothing with the accountant under test.
/// </summary>
internal static class LossInversion
{
    private const double Step = 0.05;

    public static double DeltaAt(double epsilon, double sigma, double rate, int count, bool removal)
    {
        (double[] masses, double[] losses) = Nodes(1 / sigma, rate, removal);
        double tilt = Enumerable.Range(-20, 50).Select(k => Math.Pow(1.2, k)).MinBy(theta => Objective(theta));
        double total = Moment(masses, losses, tilt).Real;
        double mean = masses.Zip(losses, (mass, loss) => mass * loss * Math.Exp(tilt * loss)).Sum() / total;
        double square = masses.Zip(losses, (mass, loss) => mass * loss * loss * Math.Exp(tilt * loss)).Sum() / total;
        double deviation = Math.Sqrt(count * (square - (mean * mean)));
        double step = Math.Min(0.1 / deviation, tilt / 6);
        double sum = 0;
        for (int i = 0; i * step < 12 / deviation; i++)
        {
            Complex s = new(tilt, i * step);
            Complex value = Complex.Exp(count * Complex.Log(Moment(masses, losses, s) / total)) * Complex.Exp(new Complex(0, -i * step * epsilon)) / (s * (s + 1));
            sum += i == 0 ? value.Real / 2 : value.Real;
        }

        return Math.Exp((count * Math.Log(total)) - (tilt * epsilon)) * sum * step / Math.PI;

        double Objective(double theta)
        {
            double moment = Moment(masses, losses, theta).Real;
            return double.IsFinite(moment) ? (count * Math.Log(moment)) - (theta * epsilon) - Math.Log(theta * (theta + 1)) : double.MaxValue;
        }
    }

    private static Complex Moment(double[] masses, double[] losses, Complex s)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < masses.Length; i++)
        {
            sum += masses[i] * Complex.Exp(s * losses[i]);
        }

        return sum;
    }

    private static (double[] Masses, double[] Losses) Nodes(double shift, double rate, bool removal)
    {
        int count = (int)((shift + 24) / Step);
        (double[] masses, double[] losses) = (new double[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            double x = (i * Step) - 12;
            double ratio = 1 + (rate * (Math.Exp((shift * x) - (shift * shift / 2)) - 1));
            masses[i] = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * Step * (removal ? ratio : 1);
            losses[i] = removal ? Math.Log(ratio) : -Math.Log(ratio);
        }

        return (masses, losses);
    }
}
