using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Steps of one significant decimal digit: parameters people write then fall on grid points and need not be split.</summary>
internal static class RoundStep
{
    /// <summary>The smallest of 1, 2 or 5 times a power of ten that is at least <paramref name="step"/>.</summary>
    public static Rational AtLeast(double step)
    {
        int power = (int)Math.Floor(Math.Log10(step));
        while (true)
        {
            foreach (int digit in (ReadOnlySpan<int>)[1, 2, 5])
            {
                Rational rounded = power >= 0
                    ? digit * BigInteger.Pow(10, power)
                    : new Rational(digit, BigInteger.Pow(10, -power));
                if (rounded.ToDouble() >= step)
                {
                    return rounded;
                }
            }

            power++;
        }
    }
}
