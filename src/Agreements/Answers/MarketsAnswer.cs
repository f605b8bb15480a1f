namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Outcomes by market and period, and what the treatment changed in them.</summary>
public sealed record MarketsAnswer : Answer
{
    /// <summary>Every market of the vocabulary, in its order.</summary>
    public required IReadOnlyList<MarketSeries> Markets { get; init; }

    /// <summary>People whose market is absent or not in the vocabulary, by period: part of the totals, and of no comparison.</summary>
    public required IReadOnlyList<Figure> Others { get; init; }

    /// <summary>What the treated markets together would have had in each period without the treatment: the weighted sum of the untreated ones.</summary>
    public required IReadOnlyList<double> Synthetic { get; init; }

    /// <summary>
    /// What the treated markets had more since the treatment than the synthetic ones; the interval is as long as the effects that the same computation finds where nothing was treated, at least
    /// as long as the noise's, and holds with <see cref="EffectCoverage"/> if treated markets are like untreated ones.
    /// </summary>
    public required Figure Effect { get; init; }

    /// <summary>The probability that <see cref="Effect"/>'s interval can claim: 0.95, or less where there are fewer than 19 placebos.</summary>
    public required double EffectCoverage { get; init; }

    /// <summary>The same effect with the interval that the noise alone leaves, for these weights; it says nothing of how well the synthetic markets stand for the treated.</summary>
    public required Figure EffectFromNoise { get; init; }

    /// <summary>The same by difference in differences: the treated markets' change against that of the mean untreated market; the noise alone.</summary>
    public required Figure DifferenceInDifferences { get; init; }

    /// <summary>The effect as a share of what the treated markets had before, over as many periods.</summary>
    public required double RelativeEffect { get; init; }

    /// <summary>The same for groups of untreated markets, as many in each as were treated.</summary>
    public required IReadOnlyList<PlaceboEffect> Placebos { get; init; }

    /// <summary>How many of the placebos and the treated group itself have a relative effect as large, as a share: small when the effect is unlike any placebo's.</summary>
    public required double PlaceboRank { get; init; }
}

/// <summary>One market.</summary>
public sealed record MarketSeries
{
    /// <summary>Its name.</summary>
    public required string Market { get; init; }

    /// <summary>Whether it was treated.</summary>
    public required bool IsTreated { get; init; }

    /// <summary>Its weight in the synthetic markets; 0 for treated ones.</summary>
    public required double Weight { get; init; }

    /// <summary>Rows, or the sum of the value, in each period, after bounding.</summary>
    public required IReadOnlyList<Figure> Totals { get; init; }
}

/// <summary>What the computation finds where nothing was treated.</summary>
public sealed record PlaceboEffect
{
    /// <summary>The untreated markets that were taken for treated ones.</summary>
    public required IReadOnlyList<string> Markets { get; init; }

    /// <summary>Their relative effect.</summary>
    public required double RelativeEffect { get; init; }
}
