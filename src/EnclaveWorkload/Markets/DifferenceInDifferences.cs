namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>The change of the treated markets against that of as many mean untreated ones, over all periods since the treatment.</summary>
/// <param name="Effect">The treated markets' change per period less that of the untreated, times the periods since.</param>
/// <param name="SquaredWeights">The sum of squares of the weights with which the totals enter.</param>
/// <param name="LargestWeight">The largest magnitude of a weight.</param>
internal readonly record struct DifferenceInDifferences(double Effect, double SquaredWeights, double LargestWeight)
{
    internal static DifferenceInDifferences Of(IReadOnlyList<double[]> treated, IReadOnlyList<double[]> untreated, int prePeriods)
    {
        int post = treated[0].Length - prePeriods;
        double share = treated.Count / (double)untreated.Count;
        double Change(IReadOnlyList<double[]> markets) => markets.Sum(market => (market[prePeriods..].Sum() / post) - (market[..prePeriods].Sum() / prePeriods));
        double squares = post * (double)post * ((1.0 / post) + (1.0 / prePeriods)) * (treated.Count + (share * share * untreated.Count));
        return new DifferenceInDifferences(post * (Change(treated) - (share * Change(untreated))), squares, Math.Max(1, post / (double)prePeriods) * Math.Max(1, share));
    }
}
