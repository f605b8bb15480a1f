namespace EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

/// <summary>The discrete Laplace law of scale b: weight exp(-|x|/b), so P(|X| &gt; h) = 2r^(h+1)/(1+r) with r = exp(-1/b).</summary>
internal static class DiscreteLaplaceLaw
{
    public static double Variance(Rational scale)
    {
        double ratio = Math.Exp(-1 / scale.ToDouble());
        double complement = OneMinusExp(1 / scale.ToDouble());
        return 2 * ratio / (complement * complement);
    }

    // E|X| = 2r/(1-r²).
    public static double MeanAbsolute(Rational scale)
    {
        double rate = 1 / scale.ToDouble();
        return 2 * Math.Exp(-rate) / OneMinusExp(2 * rate);
    }

    public static double OutsideProbability(Rational scale, long halfWidth)
    {
        double rate = 1 / scale.ToDouble();
        return 2 * Math.Exp(-rate * (halfWidth + 1.0)) / (1 + Math.Exp(-rate));
    }

    public static long HalfWidth(Rational scale, Rational coverage)
    {
        double outside = (Rational.One - coverage).ToDouble();
        double rate = 1 / scale.ToDouble();
        long guess = (long)Math.Max(0, Math.Floor(-Math.Log(outside * (1 + Math.Exp(-rate)) / 2) / rate) - 2);
        while (OutsideProbability(scale, guess) > outside)
        {
            guess++;
        }

        while (guess > 0 && OutsideProbability(scale, guess - 1) <= outside)
        {
            guess--;
        }

        return guess;
    }

    // 1 - exp(-x) for x >= 0, without cancellation near zero: tanh form.
    private static double OneMinusExp(double x)
    {
        double tanh = Math.Tanh(x / 2);
        return 2 * tanh / (1 + tanh);
    }
}
