namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Whether two samples come from one law: the test of Kolmogorov and Smirnov.</summary>
internal static class TwoSampleTest
{
    /// <summary>Tail of Kolmogorov's law with the correction of Stephens (1970).</summary>
    public static double PValue(double[] left, double[] right)
    {
        (double[] one, double[] two) = ([.. left.Order()], [.. right.Order()]);
        (int i, int j) = (0, 0);
        double distance = 0;
        while (i < one.Length && j < two.Length)
        {
            double at = Math.Min(one[i], two[j]);
            while (i < one.Length && one[i] <= at)
            {
                i++;
            }

            while (j < two.Length && two[j] <= at)
            {
                j++;
            }

            distance = Math.Max(distance, Math.Abs(((double)i / one.Length) - ((double)j / two.Length)));
        }

        return Tail(distance, (double)one.Length * two.Length / (one.Length + two.Length));
    }

    /// <summary>The probability of a distance at least as large, for so many draws.</summary>
    public static double Tail(double distance, double draws)
    {
        double scaled = (Math.Sqrt(draws) + 0.12 + (0.11 / Math.Sqrt(draws))) * distance;
        double sum = 0;
        for (int k = 1; k <= 100; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * scaled * scaled);
        }

        return scaled < 0.2 ? 1 : Math.Clamp(sum, 0, 1);
    }
}
