using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>
/// Trees of several features whose splits are drawn at random, from a public seed and from what was released before, never searched for on the data; only their leaves are learnt. All of it is public and fixed before data is opened.
/// </summary>
/// <remarks>Trees are symmetric: a level has one split, so a tree of depth D has 2^D leaves. All trees of a round are one release.</remarks>
public sealed record RandomTreeOptions
{
    /// <summary>Trees that a round measures together, 1 to 512.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Splits on the way to a leaf, 1 to 8.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Different features that a tree looks at, 1 to <see cref="Depth"/>; fewer where there are not so many.</summary>
    public int FeaturesPerTree { get; init; } = 2;

    /// <summary>How often a batch is released, 1 to 20. In the first half of them trees that say nothing make room for new ones; in the second half those that remain are measured better.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>The share of what all rounds may cost that is spent on trees rather than on curves, 1/100 to 99/100.</summary>
    public Rational Share { get; init; } = new(1, 5);

    /// <summary>From which features and thresholds are drawn; public.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal void Validate()
    {
        Require(Batch is >= 1 and <= 512, nameof(Batch));
        Require(Depth is >= 1 and <= 8, nameof(Depth));
        Require(FeaturesPerTree >= 1 && FeaturesPerTree <= Depth, nameof(FeaturesPerTree));
        Require(Rounds is >= 1 and <= 20, nameof(Rounds));
        Require(Share >= new Rational(1, 100) && Share <= new Rational(99, 100), nameof(Share));

        static void Require(bool isInRange, string name)
        {
            if (!isInRange)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
