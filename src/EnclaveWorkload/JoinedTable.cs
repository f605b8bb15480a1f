using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// Two tables whose rows know their person. A joined row is a row of the primary table whose person occurs in the partner
/// table too; the partner's rows of that person become the person's profile. Whoever leaves either table takes all joined
/// rows along, and nobody else's.
/// </summary>
public sealed class JoinedTable
{
    private JoinedTable(OpenedTable primary, OpenedTable partner, int[] primaryPeople, int[] partnerPeople, PersonIndex people)
    {
        Primary = primary;
        Partner = partner;
        PrimaryPeople = primaryPeople;
        PartnerPeople = partnerPeople;
        People = people;
    }

    internal OpenedTable Primary { get; }

    internal OpenedTable Partner { get; }

    /// <summary>The person of each primary row; -1 for nobody, or beyond the cap.</summary>
    internal int[] PrimaryPeople { get; }

    /// <summary>The person of each partner row, likewise.</summary>
    internal int[] PartnerPeople { get; }

    internal PersonIndex People { get; }

    /// <summary>Joins two tables by person.</summary>
    /// <param name="primary">The table whose rows are counted.</param>
    /// <param name="partner">The other table.</param>
    /// <param name="secret">The key of the pseudonyms.</param>
    /// <param name="order">The secret by which rows beyond the cap of a person are dropped.</param>
    /// <param name="cancellationToken">Stops the join, some ten thousand rows later.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JoinedTable Join(OpenedTable primary, OpenedTable partner, PersonSecret secret, SecretOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(partner);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(order);
        PersonIndex people = new();
        int[] primaryPeople = Cap(people.Add(primary.Ids, secret, PersonIndex.Side.Primary, cancellationToken), primary, people, order);
        int[] partnerPeople = Cap(people.Add(partner.Ids, secret, PersonIndex.Side.Partner, cancellationToken), partner, people, order);
        return new JoinedTable(primary, partner, primaryPeople, partnerPeople, people);
    }

    /// <summary>The primary rows whose person occurs in both tables, ascending.</summary>
    internal int[] JoinedRows()
    {
        List<int> rows = [];
        for (int row = 0; row < PrimaryPeople.Length; row++)
        {
            if (PrimaryPeople[row] >= 0 && People.IsInBoth(PrimaryPeople[row]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static int[] Cap(int[] people, OpenedTable table, PersonIndex index, SecretOrder order)
    {
        if (MostRows(people, index.Count) <= table.Terms.MaximumRowsPerPerson)
        {
            return people;
        }

        ContributionBounds cap = new(maxGroups: 1, table.Terms.MaximumRowsPerPerson);
        BoundedRows kept = cap.Apply(people, new int[people.Length], order);
        int[] capped = new int[people.Length];
        Array.Fill(capped, -1);
        foreach (int row in kept.Rows)
        {
            capped[row] = people[row];
        }

        return capped;
    }

    private static int MostRows(int[] people, int personCount)
    {
        int[] rows = new int[personCount];
        foreach (int person in people)
        {
            if (person >= 0)
            {
                rows[person]++;
            }
        }

        return personCount == 0 ? 0 : rows.Max();
    }
}
