namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>The effects that are found where nothing was treated.</summary>
/// <remarks>
/// As many groups as there are untreated markets: each takes as many neighbours in the vocabulary's order as were treated, round the end. With one treated market each is one market, and if it
/// is like them, its relative effect is equally likely to have any rank among theirs: it lies within the k-th smallest of J with probability k/(J + 1). Groups of several markets overlap, and the
/// statement is approximate.
/// </remarks>
internal sealed class Placebos
{
    private const double Wanted = 0.95;

    private readonly double[] _sizes;

    private Placebos(IReadOnlyList<(int[] Group, double Relative)> effects)
    {
        Effects = effects;
        _sizes = [.. effects.Select(effect => Math.Abs(effect.Relative)).Order()];
        int rank = Math.Min((int)Math.Ceiling(Wanted * (_sizes.Length + 1)), _sizes.Length);
        Coverage = Math.Min(Wanted, rank / (_sizes.Length + 1.0));
        HalfWidth = _sizes[rank - 1];
    }

    /// <summary>Each group's markets, as places among the untreated, and its relative effect.</summary>
    internal IReadOnlyList<(int[] Group, double Relative)> Effects { get; }

    /// <summary>So far a relative effect reaches without a treatment, with probability <see cref="Coverage"/>.</summary>
    internal double HalfWidth { get; }

    /// <summary>0.95, or what so few placebos can show.</summary>
    internal double Coverage { get; }

    /// <summary>The share of placebos, the group itself counted in, with an effect as large.</summary>
    internal double RankOf(double relative) => (1.0 + _sizes.Count(size => size >= Math.Abs(relative))) / (_sizes.Length + 1);

    /// <param name="untreated">The untreated markets' totals.</param>
    /// <param name="groupSize">How many markets were treated; two fewer untreated ones at most.</param>
    /// <param name="prePeriods">Periods before the treatment.</param>
    internal static Placebos Of(IReadOnlyList<double[]> untreated, int groupSize, int prePeriods) => new(
        [.. Enumerable.Range(0, untreated.Count).Select(first =>
        {
            int[] group = [.. Enumerable.Range(first, groupSize).Select(place => place % untreated.Count)];
            double[] total = Sum([.. group.Select(place => untreated[place])]);
            double[][] donors = [.. untreated.Where((_, place) => !group.Contains(place))];
            return (group, SyntheticControl.Fit(total, donors, prePeriods).Relative);
        })]);

    internal static double[] Sum(IReadOnlyList<double[]> series)
    {
        double[] sum = new double[series[0].Length];
        foreach (double[] one in series)
        {
            for (int period = 0; period < sum.Length; period++)
            {
                sum[period] += one[period];
            }
        }

        return sum;
    }
}
