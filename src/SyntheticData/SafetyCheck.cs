using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>
/// Attacks on made rows, by whoever knows a person's true rows: is the person closer to a made row than people are who were held out of learning, and do rare combinations of made rows
/// fit exactly one person more often than those of people who were held out. Counted with noise.
/// </summary>
/// <remarks>
/// <para>
/// Input: made rows that were released before, rows of people who were learned from, and rows of people who were not; whether a person is held out is a coin of that person's own, which nobody else's rows move. Adjacency: add or
/// remove one person, who is in one of the two tables.
/// </para>
/// <para>
/// Distance to the closest record, exact copies, membership inference: each person falls into one of 8 cells, by the table and by the number of columns in which the person's nearest row differs from the made row nearest to it: 0, 1, 2,
/// more. Given the made rows the cell follows from the person's own rows alone. So one person changes one count by 1: L0, L1, L2², L∞ 1, whatever the number of rows a person.
/// </para>
/// <para>
/// Singling out: for <see cref="Subsets"/> sets of columns the cells of their table divide people, each by one row. A predicate is a cell with exactly one of the made rows in it; it singles out where exactly one learned person is in it. The
/// control takes its predicates from the rows of the held-out people in place of made ones. A person is in one cell of each set, which is therefore the only one whose answer the person can change: each of the two counts
/// changes by at most <see cref="Subsets"/>, L2² 2·<see cref="Subsets"/>². How many made rows are taken follows from the noisy number of held-out people.
/// </para>
/// <para>Privacy: two <see cref="NoisyCounts"/> one after the other, after the release of the made rows, each at half of ρ (adaptive composition: Bun, Steinke 2016, Lemma 2.3).</para>
/// </remarks>
public sealed class SafetyCheck
{
    /// <summary>Sets of columns whose rare combinations are tried.</summary>
    public const int Subsets = 8;

    private const int Levels = 4;

    /// <summary>A check at a cost of ρ.</summary>
    /// <param name="name">The figure's name in plan, ledger and result.</param>
    /// <param name="rho">At least 2 nano-ρ.</param>
    public SafetyCheck(string name, Rho rho)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rho.Nano, 2, nameof(rho));
        Closest = new NoisyCounts($"{name}: closest", 2 * Levels, CountNoise.ForRho(Sensitivity.One, Rho.FromNano(rho.Nano / 2)));
        SinglingOut = new NoisyCounts($"{name}: singling out", 2, CountNoise.ForRho(Sensitivity.OfEntries(2, Subsets), Rho.FromNano(rho.Nano - (rho.Nano / 2))));
    }

    /// <summary>The parts of a <see cref="PrivacyPlan"/>.</summary>
    public ImmutableArray<Mechanism> Mechanisms => [Closest, SinglingOut];

    internal NoisyCounts Closest { get; }

    internal NoisyCounts SinglingOut { get; }

    /// <summary>Runs the attacks.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanisms"/> unused.</param>
    /// <param name="learned">The rows that were learned from.</param>
    /// <param name="heldOut">Rows of other people.</param>
    /// <param name="made">The made rows.</param>
    /// <param name="estimatedRows">How many true rows there are, as noisy figures say; the work is bounded by it.</param>
    /// <param name="threads">At most so many at a time; the outcome does not depend on it.</param>
    /// <exception cref="ArgumentException">The tables are of different domains; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<SafetyReport> Release(BudgetGrant grant, PeopleTable learned, PeopleTable heldOut, DiscreteTable made, double estimatedRows, int threads)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(learned);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!ReferenceEquals(learned.Table.Domain, made.Domain) || !ReferenceEquals(heldOut.Table.Domain, made.Domain))
        {
            throw new ArgumentException("The tables are of different domains.", nameof(made));
        }

        PrivateRelease<ImmutableArray<long>> closest = Closest.Release(grant, CountClosest(learned, heldOut, made, estimatedRows, threads));
        int heldOutPeople = SafetyReport.People(closest.Value.AsSpan()[Levels..]);
        PrivateRelease<ImmutableArray<long>> singled = SinglingOut.Release(grant, CountSingledOut(learned, heldOut, made, heldOutPeople));
        return closest.Combine(singled, (distances, rare) => SafetyReport.Of(distances, rare, made.Rows, Math.Sqrt(Closest.Noise.Variance), Math.Sqrt(SinglingOut.Noise.Variance)));
    }

    internal static long[] CountClosest(PeopleTable learned, PeopleTable heldOut, DiscreteTable made, double estimatedRows, int threads)
    {
        int most = ClosestRows.Most(made, estimatedRows);
        long[] counts = new long[2 * Levels];
        Tally(learned, ClosestRows.Distances(learned.Table, made, most, threads), counts.AsSpan(0, Levels));
        Tally(heldOut, ClosestRows.Distances(heldOut.Table, made, most, threads), counts.AsSpan(Levels));
        return counts;
    }

    internal static long[] CountSingledOut(PeopleTable learned, PeopleTable heldOut, DiscreteTable made, int predicates)
    {
        int[] people = learned.FirstRows();
        int[] others = heldOut.FirstRows();
        int[] taken = [.. Enumerable.Range(0, Math.Min(predicates, made.Rows))];
        long[] counts = new long[2];
        for (int subset = 0; subset < Subsets; subset++)
        {
            int[] columns = RareCombinations.Columns(made.Domain, subset, predicates);
            ulong[] own = RareCombinations.Cells(learned.Table, people, columns);
            counts[0] += RareCombinations.CountSingledOut(RareCombinations.Cells(made, taken, columns), own);
            counts[1] += RareCombinations.CountSingledOut(RareCombinations.Cells(heldOut.Table, others, columns), own);
        }

        return counts;
    }

    // The nearest of a person's rows says where the person stands.
    private static void Tally(PeopleTable rows, byte[] distances, Span<long> counts)
    {
        Dictionary<int, byte> ofPerson = [];
        for (int row = 0; row < distances.Length; row++)
        {
            int person = rows.People[row];
            ofPerson[person] = Math.Min(distances[row], ofPerson.GetValueOrDefault(person, byte.MaxValue));
        }

        foreach (byte distance in ofPerson.Values)
        {
            counts[Math.Min((int)distance, Levels - 1)]++;
        }
    }
}
