using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>Numbers the people of two tables 0, 1, 2, … and remembers in which of the two each occurs.</summary>
internal sealed class PersonIndex
{
    private const int RowsBetweenLooks = 1 << 14;

    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<Side> _sides = [];
    private readonly List<ulong> _draws = [];

    [Flags]
    internal enum Side
    {
        None = 0,
        Primary = 1,
        Partner = 2,
        Both = Primary | Partner,
    }

    internal int Count => _sides.Count;

    internal bool IsInBoth(int person) => _sides[person] == Side.Both;

    /// <summary>The person's uniform 64-bit number.</summary>
    internal ulong DrawOf(int person) => _draws[person];

    internal int CountOf(Side side) => _sides.Count(found => found == side);

    /// <summary>Adds one table's people.</summary>
    /// <returns>The person of each row, -1 where the id is absent.</returns>
    internal int[] Add(StringColumn ids, PersonSecret secret, Side side, CancellationToken cancellationToken)
    {
        Pseudonyms pseudonyms = Pseudonyms.Of(ids.Dictionary, secret, cancellationToken);
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

            int code = codes[row];
            people[row] = code < 0 ? -1 : NumberOf(code, numbers, pseudonyms, side);
        }

        return people;
    }

    // A dictionary may hold texts that no row has: only an id that occurs makes a person.
    private int NumberOf(int code, int[] numbers, Pseudonyms pseudonyms, Side side)
    {
        if (numbers[code] >= 0)
        {
            return numbers[code];
        }

        if (!_numbers.TryGetValue(pseudonyms.Persons[code], out int number))
        {
            number = Count;
            _numbers.Add(pseudonyms.Persons[code], number);
            _sides.Add(Side.None);
            _draws.Add(pseudonyms.Draws[code]);
        }

        _sides[number] |= side;
        numbers[code] = number;
        return number;
    }
}
