using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// What attacks on made rows found, with noise: on people who were learned from, and on a tenth of the people, chosen by a secret lot, who were held out. What they have in common is that they are of the same kind; in what they
/// differ is what the rows say of whoever was learned from. Shares are 0 to 1.
/// </summary>
public sealed record SyntheticSafety
{
    /// <summary>How near people are to the made rows: four entries, 0, 1, 2, and 3 or more columns apart.</summary>
    public required IReadOnlyList<SyntheticCloseness> Closest { get; init; }

    /// <summary>The standard deviation of the noise on the shares of those who were learned from.</summary>
    public required double LearnedDeviation { get; init; }

    /// <summary>The standard deviation of the noise on the shares of those who were held out.</summary>
    public required double HeldOutDeviation { get; init; }

    /// <summary>What an attacker gains who takes whoever is near enough for a member: the largest excess of hits over false alarms, at most <see cref="SyntheticTerms.MaximumAdvantagePermille"/>.</summary>
    public required double MembershipAdvantage { get; init; }

    /// <summary>How probable it is that somebody who was learned from is nearer than somebody who was held out, ties counted half; 0.5 where nearness tells nothing.</summary>
    public required double MembershipAuc { get; init; }

    /// <summary>The share of the made rows' rare combinations that fit exactly one person who was learned from.</summary>
    public required double SingledOut { get; init; }

    /// <summary>The same of the combinations of people who were held out.</summary>
    public required double SingledOutByHeldOut { get; init; }

    /// <summary>The standard deviation of the noise on each of the two.</summary>
    public required double SinglingOutDeviation { get; init; }

    /// <summary>The excess of the first over the second, 0 or more, at most <see cref="SyntheticTerms.MaximumSinglingOutPermille"/>.</summary>
    public required double SinglingOutAdvantage { get; init; }
}

/// <summary>How many people are so near to the made rows.</summary>
public sealed record SyntheticCloseness
{
    /// <summary>In how many columns the person's nearest row differs from the made row nearest to it: 0 is an exact copy, 3 stands for 3 or more (and for 2 where there are too many rows and columns to tell).</summary>
    public required int ColumnsApart { get; init; }

    /// <summary>The share of those who were learned from.</summary>
    public required double LearnedShare { get; init; }

    /// <summary>The share of those who were held out.</summary>
    public required double HeldOutShare { get; init; }
}
