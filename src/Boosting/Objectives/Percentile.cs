namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Quantiles with and without weights, interpolated as LightGBM interpolates them.</summary>
internal static class Percentile
{
    /// <param name="values">At least one value; sorted in place.</param>
    /// <param name="weights">One weight a value; null for equal weights. Of equal values the earlier comes first: where weights differ, that counts.</param>
    /// <param name="quantile">0 to 1.</param>
    public static double Of(double[] values, float[]? weights, double quantile)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        return weights is null ? Unweighted(values, quantile) : Weighted(values, weights, quantile);
    }

    private static double Unweighted(double[] values, double quantile)
    {
        Array.Sort(values);
        double place = (values.Length - 1) * (1.0 - quantile);
        int position = (int)place + 1;
        if (position >= values.Length)
        {
            return values[0];
        }

        double above = values[^position];
        double below = values[^(position + 1)];
        return above - ((above - below) * (place - (position - 1)));
    }

    private static double Weighted(double[] values, float[] weights, double quantile)
    {
        int[] order = InOrder(values);
        double[] sums = new double[values.Length];
        double sum = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            sum += weights[order[i]];
            sums[i] = sum;
        }

        double threshold = sum * quantile;
        int position = 0;
        while (position < sums.Length - 1 && sums[position] <= threshold)
        {
            position++;
        }

        if (position == 0 || position == sums.Length - 1)
        {
            return values[position];
        }

        double below = values[position - 1];
        double above = values[position];
        double step = sums[position + 1] - sums[position];
        return step >= 1.0 ? ((threshold - sums[position]) / step * (above - below)) + below : above;
    }

    /// <summary>Sorts the values and tells where each was; equal ones stay in their order.</summary>
    private static int[] InOrder(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(values, order);
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && values[end] == values[start])
            {
                end++;
            }

            Array.Sort(order, start, end - start);
            start = end;
        }

        return order;
    }
}
