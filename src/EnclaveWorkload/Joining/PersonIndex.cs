using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>Numbers the people of some tables 0, 1, 2, … and remembers in which of them each occurs.</summary>
/// <param name="tables">How many tables there are, 1 to <see cref="MaximumTables"/>.</param>
internal sealed class PersonIndex(int tables)
{
    internal const int MaximumTables = 4;

    private const int RowsBetweenLooks = 1 << 14;

    private readonly PseudonymTable _pseudonyms = new();
    private readonly List<byte> _tables = [];
    private readonly List<ulong> _draws = [];
    private int[] _numberOfSlot = [];

    internal int Count => _tables.Count;

    private int All => (1 << tables) - 1;

    internal bool IsInAll(int person) => _tables[person] == All;

    /// <summary>Bit i is set when table i holds the person; the primary is table 0. Never 0.</summary>
    internal int TablesOf(int person) => _tables[person];

    /// <summary>The person's uniform 64-bit number.</summary>
    internal ulong DrawOf(int person) => _draws[person];

    /// <summary>How many people are in exactly each set of tables, by the bits of <see cref="TablesOf"/>; entry 0 is 0.</summary>
    internal long[] CountBySet()
    {
        long[] counts = new long[1 << tables];
        foreach (byte set in _tables)
        {
            counts[set]++;
        }

        return counts;
    }

    /// <summary>Adds one table's people.</summary>
    /// <param name="ids">Its ids.</param>
    /// <param name="secret">The key of the pseudonyms.</param>
    /// <param name="table">Its number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The person of each row, -1 where the id is absent.</returns>
    internal int[] Add(StringColumn ids, PersonSecret secret, int table, CancellationToken cancellationToken)
    {
        Pseudonyms pseudonyms = Pseudonyms.Of(ids.Dictionary, secret, cancellationToken);
        int[] slots = _pseudonyms.SlotsOf(pseudonyms.Persons, cancellationToken);
        int known = _numberOfSlot.Length;
        Array.Resize(ref _numberOfSlot, _pseudonyms.SlotCount);
        _numberOfSlot.AsSpan(known).Fill(-1);
        ReadOnlySpan<int> codes = ids.Codes;
        int[] numbers = new int[ids.Dictionary.Count];
        Array.Fill(numbers, -1);
        int[] people = new int[codes.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            // A dictionary may hold texts that no row has: only an id that occurs makes a person.
            int code = codes[row];
            int number = code < 0 ? -1 : numbers[code];
            if (number < 0 && code >= 0)
            {
                number = NumberOf(slots[code], pseudonyms.Draws[code]);
                _tables[number] |= (byte)(1 << table);
                numbers[code] = number;
            }

            people[row] = number;
        }

        return people;
    }

    private int NumberOf(int slot, ulong draw)
    {
        ref int number = ref _numberOfSlot[slot];
        if (number < 0)
        {
            number = Count;
            _tables.Add(0);
            _draws.Add(draw);
        }

        return number;
    }
}
