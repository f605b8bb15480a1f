using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>Makes an answer of the noised matrix, by post-processing alone.</summary>
/// <param name="query">The question.</param>
/// <param name="markets">The vocabulary.</param>
/// <param name="noise">The noise on every entry.</param>
/// <param name="unitsPerOne">Units in one row, or in one of the value's unit.</param>
internal sealed class MarketFigures(MarketsQuery query, IReadOnlyList<string> markets, CountNoise noise, long unitsPerOne)
{
    internal MarketsAnswer Write(ImmutableArray<long> noisy)
    {
        double[][] totals = [.. Enumerable.Range(0, markets.Count + 1).Select(market => noisy.Skip(market * query.Periods).Take(query.Periods).Select(units => units / (double)unitsPerOne).ToArray())];
        int[] treatedPlaces = [.. Enumerable.Range(0, markets.Count).Where(place => query.Treated.Contains(markets[place]))];
        int[] untreatedPlaces = [.. Enumerable.Range(0, markets.Count).Except(treatedPlaces)];
        double[][] treated = [.. treatedPlaces.Select(place => totals[place])];
        double[][] untreated = [.. untreatedPlaces.Select(place => totals[place])];
        SyntheticControl control = SyntheticControl.Fit(Placebos.Sum(treated), untreated, query.PrePeriods);
        Placebos placebos = Placebos.Of(untreated, treated.Length, query.PrePeriods);
        double fromNoise = WidthOf(query.PostPeriods * (treated.Length + control.Weights.Sum(weight => weight * weight)), Math.Max(1, control.Weights.Max()));
        DifferenceInDifferences differences = DifferenceInDifferences.Of(treated, untreated, query.PrePeriods);
        double half = new NoiseWidths(noise).Single / (double)unitsPerOne;
        return new MarketsAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Markets = [.. markets.Select((market, place) => new MarketSeries
            {
                Market = market,
                IsTreated = treatedPlaces.Contains(place),
                Weight = Array.IndexOf(untreatedPlaces, place) is >= 0 and var donor ? control.Weights[donor] : 0,
                Totals = [.. totals[place].Select(total => Around(total, half))],
            })],
            Others = [.. totals[^1].Select(total => Around(total, half))],
            Synthetic = control.Synthetic,
            Effect = Around(control.Effect, Math.Max(fromNoise, placebos.HalfWidth * control.Before)) with { InferredFrom = Figure.FromPlacebosAndNoise },
            EffectCoverage = placebos.Coverage,
            EffectFromNoise = Around(control.Effect, fromNoise),
            DifferenceInDifferences = Around(differences.Effect, WidthOf(differences.SquaredWeights, differences.LargestWeight)),
            RelativeEffect = control.Relative,
            Placebos = [.. placebos.Effects.Select(effect => new PlaceboEffect { Markets = [.. effect.Group.Select(place => markets[untreatedPlaces[place]])], RelativeEffect = effect.Relative })],
            PlaceboRank = placebos.RankOf(control.Relative),
        };
    }

    private double WidthOf(double squaredWeights, double largestWeight) =>
        SumWidth.Of(noise, squaredWeights / (largestWeight * largestWeight), markets.Count * query.Periods) * largestWeight / unitsPerOne;

    private static Figure Around(double estimate, double half) => new() { Estimate = estimate, Low = estimate - half, High = estimate + half };
}
