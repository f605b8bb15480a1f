using System.Collections.Immutable;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Constants of the fit that are no part of a query: the same for every data set, and chosen as docs/private-models.md says.</summary>
internal sealed record FitConstants
{
    internal static FitConstants Default { get; } = new();

    /// <summary>Candidates for the standard deviation of a category's value, in log-odds.</summary>
    public ImmutableArray<double> CategoryLevels { get; init; } = [0.03, 0.1, 0.2, 0.4, 0.8, 1.6];

    /// <summary>Candidates for the standard deviation of the difference of a curve's two ends, were its leaves equally likely.</summary>
    public ImmutableArray<double> Reaches { get; init; } = [0.1, 0.3, 0.6, 1.2, 2.5, 5];

    /// <summary>Standard deviation of a numeric curve's values; and of the effect of half the range of a number, for logistic regression.</summary>
    public double NumericLevel { get; init; } = 3;

    /// <summary>Candidates for the standard deviation of a leaf of a tree of several features, in log-odds.</summary>
    public ImmutableArray<double> TreeLevels { get; init; } = [0.05, 0.1, 0.2, 0.4, 0.8];

    /// <summary>The logarithm of the odds against a random tree's saying anything: of many that are looked at, noise makes some look good.</summary>
    public double TreeDoubt { get; init; } = 3;

    /// <summary>As <see cref="Share"/>, of trees of several features.</summary>
    public double TreeShare { get; init; } = 0.5;

    /// <summary>By which power of the number of values that evidence decides a feature's share of the precision grows.</summary>
    public double PrecisionPower { get; init; } = 0.7;

    /// <summary>The least number of values that a feature counts as having.</summary>
    public double LeastValues { get; init; } = 1;

    /// <summary>How far a round goes towards what all rounds together say: all curves move at once, and correlated ones would overshoot.</summary>
    public double Share { get; init; } = 0.5;
}
