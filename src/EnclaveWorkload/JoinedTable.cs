using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// Tables whose rows know their person. A joined row is a row of the primary table whose person occurs in every partner
/// table too; the partners' rows of that person become the person's profile. Whoever leaves any of the tables takes all joined
/// rows along, and nobody else's.
/// </summary>
public sealed class JoinedTable
{
    private const uint WordBits = 32;

    private readonly JoinedSide[] _sides;

    /// <summary>A bit for each person who occurs in all tables: eight times as many of them lie in a core's cache as of bytes.</summary>
    private readonly uint[] _isInAll;

    private readonly bool _isEverybodyInAll = true;

    private JoinedTable(JoinedSide[] sides, PersonIndex people, int primaryPersonCount)
    {
        (_sides, People, PrimaryPersonCount) = (sides, people, primaryPersonCount);
        _isInAll = new uint[((uint)people.Count + WordBits - 1) / WordBits];
        for (int person = 0; person < people.Count; person++)
        {
            bool isInAll = people.IsInAll(person);
            _isInAll[(uint)person / WordBits] |= (isInAll ? 1u : 0u) << person;
            _isEverybodyInAll &= isInAll || person >= primaryPersonCount;
        }
    }

    /// <summary>The table whose rows are counted.</summary>
    internal OpenedTable Primary => _sides[0].Table;

    /// <summary>The person of each primary row; -1 for nobody, or beyond the cap.</summary>
    internal int[] PrimaryPeople => _sides[0].People;

    /// <summary>All tables, the primary first.</summary>
    internal IReadOnlyList<JoinedSide> Sides => _sides;

    internal PersonIndex People { get; }

    /// <summary>The people of the primary table are those below this: they are numbered first.</summary>
    internal int PrimaryPersonCount { get; }

    /// <summary>Joins tables by person. Their ids are let go of once the people are numbered.</summary>
    /// <param name="tables">The table whose rows are counted, then up to three others; one alone is joined with nothing.</param>
    /// <param name="secret">The key of the pseudonyms.</param>
    /// <param name="order">The secret by which rows beyond the cap of a person are dropped.</param>
    /// <param name="cancellationToken">Stops the join, some ten thousand rows later.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no table, or more than four.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static JoinedTable Join(IReadOnlyList<OpenedTable> tables, PersonSecret secret, SecretOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count, nameof(tables));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tables.Count, PersonIndex.MaximumTables, nameof(tables));
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(order);
        PersonIndex people = new(tables.Count);
        JoinedSide[] sides = new JoinedSide[tables.Count];
        int primaryPersonCount = 0;
        for (int i = 0; i < sides.Length; i++)
        {
            int[] persons;
            using (StringColumn ids = tables[i].Ids)
            {
                persons = people.Add(ids, secret, i, cancellationToken);
            }

            primaryPersonCount = i == 0 ? people.Count : primaryPersonCount;
            sides[i] = new JoinedSide(tables[i], Cap(persons, tables[i], people.Count, order));
        }

        return new JoinedTable(sides, people, primaryPersonCount);
    }

    /// <summary>The side that holds a dataset.</summary>
    /// <exception cref="ArgumentException">No table does.</exception>
    internal JoinedSide SideOf(DatasetId dataset) =>
        Array.Find(_sides, side => side.Table.Terms.Id == dataset) ?? throw new ArgumentException($"'{dataset}' is not joined.", nameof(dataset));

    /// <summary>The primary rows whose person occurs in all tables, ascending.</summary>
    internal int[] JoinedRows()
    {
        List<int> rows = [];
        for (int row = 0; row < PrimaryPeople.Length; row++)
        {
            if (PrimaryPeople[row] >= 0 && People.IsInAll(PrimaryPeople[row]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    /// <summary>The person of each primary row that is joined; -1 for all other rows.</summary>
    internal int[] JoinedPeople()
    {
        int[] people = new int[PrimaryPeople.Length];
        ReadJoinedPeople(0, people);
        return people;
    }

    /// <summary>The person of each of some primary rows, from one on; -1 for those that are not joined.</summary>
    internal void ReadJoinedPeople(int first, Span<int> people)
    {
        ReadOnlySpan<int> own = PrimaryPeople.AsSpan(first, people.Length);
        if (_isEverybodyInAll)
        {
            own.CopyTo(people);
            return;
        }

        ReadOnlySpan<uint> isInAll = _isInAll;
        for (int i = 0; i < own.Length; i++)
        {
            // Nobody, as an unsigned number, lies beyond all words.
            int person = own[i];
            uint word = unchecked((uint)person) / WordBits;
            people[i] = word < (uint)isInAll.Length && ((isInAll[(int)word] >> person) & 1) != 0 ? person : -1;
        }
    }

    private static int[] Cap(int[] people, OpenedTable table, int personCount, SecretOrder order)
    {
        if (MostRows(people, personCount) <= table.Terms.MaximumRowsPerPerson)
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
