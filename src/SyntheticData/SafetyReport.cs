using System.Collections.Immutable;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>What attacks on made rows found, with noise. Shares are 0 to 1.</summary>
public sealed record SafetyReport
{
    /// <summary>Shares of the people who were learned from whose nearest row differs from the nearest made one in 0, 1, 2, and 3 or more columns; the first are exact copies.</summary>
    public required ImmutableArray<double> LearnedShares { get; init; }

    /// <summary>The same of people who were held out.</summary>
    public required ImmutableArray<double> HeldOutShares { get; init; }

    /// <summary>The standard deviation of the noise on a share of <see cref="LearnedShares"/>.</summary>
    public required double LearnedDeviation { get; init; }

    /// <summary>The standard deviation of the noise on a share of <see cref="HeldOutShares"/>.</summary>
    public required double HeldOutDeviation { get; init; }

    /// <summary>The share of the made rows' rare combinations that fit exactly one person who was learned from.</summary>
    public required double SingledOut { get; init; }

    /// <summary>The same of the combinations of people who were held out.</summary>
    public required double SingledOutByHeldOut { get; init; }

    /// <summary>The standard deviation of the noise on each of the two shares, or the larger where fewer rows were made than people held out.</summary>
    public required double SinglingOutDeviation { get; init; }

    /// <summary>What an attacker gains who takes whoever is near enough to a made row for a member: the largest excess, over the distances, of hits over false alarms; 0 or more.</summary>
    public double MembershipAdvantage
    {
        get
        {
            (double learned, double heldOut, double largest) = (0, 0, 0);
            for (int apart = 0; apart < LearnedShares.Length; apart++)
            {
                (learned, heldOut) = (learned + LearnedShares[apart], heldOut + HeldOutShares[apart]);
                largest = Math.Max(largest, learned - heldOut);
            }

            return largest;
        }
    }

    /// <summary>How probable it is that somebody who was learned from is nearer to the made rows than somebody who was held out, ties counted half: 0.5 where the distance tells nothing.</summary>
    public double MembershipAuc
    {
        get
        {
            (double farther, double auc) = (1, 0);
            for (int apart = 0; apart < LearnedShares.Length; apart++)
            {
                farther -= HeldOutShares[apart];
                auc += LearnedShares[apart] * (farther + (HeldOutShares[apart] / 2));
            }

            return Math.Clamp(auc, 0, 1);
        }
    }

    /// <summary>How much more often the made rows' rare combinations single somebody out than the held-out people's do; 0 or more.</summary>
    public double SinglingOutAdvantage => Math.Max(0, SingledOut - SingledOutByHeldOut);

    /// <summary>Whether both advantages are within their thresholds. The figures carry noise, so the outcome is as private as they are.</summary>
    /// <param name="largestMembershipAdvantage">0 to 1; public.</param>
    /// <param name="largestSinglingOutAdvantage">0 to 1; public.</param>
    public bool Passes(double largestMembershipAdvantage, double largestSinglingOutAdvantage) =>
        MembershipAdvantage <= largestMembershipAdvantage && SinglingOutAdvantage <= largestSinglingOutAdvantage;

    /// <summary>How many people noisy counts add up to; at least 1.</summary>
    internal static int People(ReadOnlySpan<long> counts)
    {
        double sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return (int)Math.Clamp(sum, 1, int.MaxValue);
    }

    internal static SafetyReport Of(ImmutableArray<long> closest, ImmutableArray<long> singledOut, int madeRows, double closestDeviation, double singlingOutDeviation)
    {
        int levels = closest.Length / 2;
        ReadOnlySpan<long> learned = closest.AsSpan()[..levels];
        ReadOnlySpan<long> heldOut = closest.AsSpan()[levels..];
        (int learnedPeople, int heldOutPeople) = (People(learned), People(heldOut));
        double control = (double)SafetyCheck.Subsets * heldOutPeople;
        double predicates = (double)SafetyCheck.Subsets * Math.Max(1, Math.Min(heldOutPeople, madeRows));
        return new SafetyReport
        {
            LearnedShares = Shares(learned),
            HeldOutShares = Shares(heldOut),
            LearnedDeviation = closestDeviation / learnedPeople,
            HeldOutDeviation = closestDeviation / heldOutPeople,
            SingledOut = Math.Clamp(singledOut[0] / predicates, 0, 1),
            SingledOutByHeldOut = Math.Clamp(singledOut[1] / control, 0, 1),
            SinglingOutDeviation = singlingOutDeviation / predicates,
        };
    }

    // Counts below 0 are noise on nobody. Where all are, nothing is known.
    private static ImmutableArray<double> Shares(ReadOnlySpan<long> counts)
    {
        double[] positive = [.. counts.ToArray().Select(count => (double)Math.Max(count, 0))];
        double sum = positive.Sum();
        return [.. positive.Select(count => sum > 0 ? count / sum : 1.0 / positive.Length)];
    }
}
