using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Rows that lie in arrays. What is kept of each is a byte, or its number where there are none.</summary>
internal sealed class ArraySource : IContributionSource
{
    private readonly int[] _people;
    private readonly int[] _groups;
    private readonly byte[]? _values;

    public ArraySource(int[] people, int[] groups, byte[]? values, int groupCount)
    {
        (_people, _groups, _values, GroupCount) = (people, groups, values, groupCount);
        PersonCount = checked(Largest(people) + 1);
        ValueBits = values is null ? BitOperations.Log2((uint)Math.Max(1, people.Length)) + 1 : 8;
    }

    public int RowCount => _people.Length;

    public int PersonCount { get; }

    public int GroupCount { get; }

    public int ValueBits { get; }

    public void ReadPeople(int first, Span<int> people)
    {
        ReadOnlySpan<int> groups = _groups.AsSpan(first, people.Length);
        ReadOnlySpan<int> own = _people.AsSpan(first, people.Length);
        for (int i = 0; i < people.Length; i++)
        {
            people[i] = groups[i] < 0 ? -1 : own[i];
        }
    }

    public void ReadGroups(int first, Span<int> groups) => _groups.AsSpan(first, groups.Length).CopyTo(groups);

    public void ReadValues(int first, Span<int> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _values is null ? first + i : _values[first + i];
        }
    }

    /// <summary>The largest number, at least -1.</summary>
    private static int Largest(ReadOnlySpan<int> numbers)
    {
        int most = -1;
        foreach (int number in numbers)
        {
            most = Math.Max(most, number);
        }

        return most;
    }
}
