namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The natural logarithm with the same bits on every machine, by Newton's iteration on <see cref="PortableExp"/>.</summary>
internal static class PortableLog
{
    /// <param name="x">A positive normal number.</param>
    public static double Log(double x)
    {
        // The binary exponent and a linear guess are within 0.06 of the answer; the error's cube, then its ninth power, remain.
        int exponent = Math.ILogB(x);
        double y = (exponent * 0.6931471805599453) + (Math.ScaleB(x, -exponent) - 1) * 0.6931471805599453;
        for (int step = 0; step < 4; step++)
        {
            double power = PortableExp.Exp(y);
            y += 2 * (x - power) / (x + power);
        }

        return y;
    }
}
