using System.Buffers;
using System.Collections.Immutable;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What is public about a column before any of its rows is seen: its name, and its bounds or its vocabulary. Nothing of this may be read off the data for free.</summary>
public sealed record PrivateFeature
{
    /// <summary>The most categories a vocabulary may have.</summary>
    public const int MostCategories = 60_000;

    // Those that the model file gives a meaning of their own.
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(" \t\r\n\"=:,[]{}");

    private PrivateFeature(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny(s_forbidden))
        {
            throw new ArgumentException("A feature's name must not contain white space or any of \" = : , [ ] { }: the model file could not hold it.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The feature's name.</summary>
    public string Name { get; }

    /// <summary>Whether values are codes of a public vocabulary rather than numbers.</summary>
    public bool IsCategorical => Categories > 0;

    /// <summary>The size of the vocabulary; codes run from 0 to one below it. 0 for a numeric feature.</summary>
    public int Categories { get; private init; }

    /// <summary>The public lower bound of a numeric feature; smaller values count as this one.</summary>
    public double Lowest { get; private init; }

    /// <summary>The public upper bound of a numeric feature; larger values count as this one.</summary>
    public double Highest { get; private init; }

    /// <summary>Where thresholds may lie between the bounds.</summary>
    public FeatureSpacing Spacing { get; private init; } = FeatureSpacing.Linear;

    /// <summary>Where thresholds of a numeric feature lie, ascending and between the bounds, where they were given rather than spaced; else empty.</summary>
    public ImmutableArray<double> Thresholds { get; private init; } = [];

    /// <summary>
    /// Whether a person's values are hidden where <see cref="ProtectedParts.LabelsAndColumns"/> or <see cref="ProtectedParts.Columns"/> are protected, and the other features known; elsewhere it has no meaning.
    /// Whoever has nothing to hide there has missing values.
    /// </summary>
    public bool IsProtected { get; init; }

    /// <summary>Whether thresholds were given rather than spaced; there may be none.</summary>
    internal bool HasOwnThresholds { get; private init; }

    /// <summary>A column of numbers. NaN is a missing value, which has a score of its own.</summary>
    /// <param name="name">Not empty, no white space and none of <c>" = : , [ ] { }</c>; different from all others.</param>
    /// <param name="lowest">The public lower bound, finite.</param>
    /// <param name="highest">The public upper bound, finite and above <paramref name="lowest"/>.</param>
    /// <param name="spacing">Where thresholds may lie.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite or not in order, or the spacing is none.</exception>
    public static PrivateFeature Numeric(string name, double lowest, double highest, FeatureSpacing spacing = FeatureSpacing.Linear)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || !(lowest < highest) || !double.IsFinite(highest - lowest))
        {
            throw new ArgumentOutOfRangeException(nameof(lowest), "The bounds are finite and in order.");
        }

        return Enum.IsDefined(spacing)
            ? new PrivateFeature(name) { Lowest = lowest, Highest = highest, Spacing = spacing }
            : throw new ArgumentOutOfRangeException(nameof(spacing));
    }

    /// <summary>A column of numbers with thresholds of its own, as found by private quantiles.</summary>
    /// <param name="name">As for <see cref="Numeric(string, double, double, FeatureSpacing)"/>.</param>
    /// <param name="lowest">The lower bound, finite.</param>
    /// <param name="highest">The upper bound, finite and above <paramref name="lowest"/>.</param>
    /// <param name="thresholds">Ascending, none twice, not below the lower bound and below the upper; none leaves one cell.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or the thresholds are not in order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite or not in order.</exception>
    public static PrivateFeature Numeric(string name, double lowest, double highest, ReadOnlySpan<double> thresholds)
    {
        double last = Math.BitDecrement(lowest);
        foreach (double threshold in thresholds)
        {
            if (!(threshold > last && threshold < highest))
            {
                throw new ArgumentException("Thresholds ascend, between the bounds.", nameof(thresholds));
            }

            last = threshold;
        }

        return Numeric(name, lowest, highest) with { Thresholds = [.. thresholds], HasOwnThresholds = true };
    }

    /// <summary>A column of codes of a public vocabulary. Any other code, such as a negative one, is "other or missing", which has a score of its own.</summary>
    /// <param name="name">As for <see cref="Numeric(string, double, double, FeatureSpacing)"/>.</param>
    /// <param name="categories">The size of the vocabulary, 1 to <see cref="MostCategories"/>.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    public static PrivateFeature Categorical(string name, int categories)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(categories);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(categories, MostCategories);
        return new PrivateFeature(name) { Categories = categories };
    }
}
