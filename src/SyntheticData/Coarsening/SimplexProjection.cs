namespace EnclaveCleanRoom.SyntheticData.Coarsening;

/// <summary>The nearest vector of counts not below 0 that has a given sum.</summary>
internal static class SimplexProjection
{
    /// <summary>Replaces <paramref name="values"/> by max(value - τ, 0) with τ such that they sum to <paramref name="sum"/>; all 0 when that is not above 0.</summary>
    /// <remarks>Source: Held, Wolfe, Crowder 1974; least squares over the simplex.</remarks>
    public static void Apply(Span<double> values, double sum)
    {
        if (!(sum > 0))
        {
            values.Clear();
            return;
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        (double before, double threshold) = (0, 0);
        for (int kept = 1; kept <= sorted.Length; kept++)
        {
            before += sorted[^kept];
            double candidate = (before - sum) / kept;
            if (sorted[^kept] <= candidate)
            {
                break;
            }

            threshold = candidate;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Max(values[i] - threshold, 0);
        }
    }
}
