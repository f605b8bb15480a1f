namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>Maps values to 0 … 1 along an axis with round ticks, linearly or by logarithm.</summary>
internal sealed class Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLogarithmic;

    private Scale(double low, double high, bool isLogarithmic, IReadOnlyList<double> ticks)
    {
        _low = low;
        _high = high;
        _isLogarithmic = isLogarithmic;
        Ticks = ticks;
    }

    /// <summary>The round values at which the axis is marked.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis from <paramref name="low"/> to <paramref name="high"/> widened to round ticks, about <paramref name="wanted"/> of them.</summary>
    public static Scale Linear(double low, double high, int wanted = 4)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || high - low < 1e-12)
        {
            double middle = double.IsFinite(low) ? low : 0;
            (low, high) = (middle - 0.5, middle + 0.5);
        }

        double step = RoundStep((high - low) / wanted);
        double first = Math.Floor(low / step);
        double last = Math.Ceiling(high / step);
        double[] ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        return new Scale(ticks[0], ticks[^1], false, ticks);
    }

    /// <summary>A logarithmic axis that covers both ends, marked at 1, 3, 10, …; both ends are positive.</summary>
    public static Scale Logarithmic(double low, double high)
    {
        List<double> ticks = [];
        for (double decade = Math.Pow(10, Math.Floor(Math.Log10(low))); decade <= high * 10; decade *= 10)
        {
            ticks.Add(decade);
            ticks.Add(3 * decade);
        }

        int first = Math.Max(0, ticks.FindLastIndex(tick => tick <= low));
        int last = ticks.FindIndex(tick => tick >= high);
        double[] kept = [.. ticks[first..((last < 0 ? ticks.Count - 1 : last) + 1)]];
        return new Scale(kept[0], kept[^1], true, kept);
    }

    /// <summary>Where a value lies, 0 to 1; values beyond the axis lie at its end.</summary>
    public double At(double value)
    {
        if (_isLogarithmic)
        {
            value = Math.Log(Math.Max(value, _low));
        }

        double low = _isLogarithmic ? Math.Log(_low) : _low;
        double high = _isLogarithmic ? Math.Log(_high) : _high;
        return Math.Clamp((value - low) / (high - low), 0, 1);
    }

    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digit = step / power;
        return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 2.5 ? 2.5 : digit <= 5 ? 5 : 10) * power;
    }
}
