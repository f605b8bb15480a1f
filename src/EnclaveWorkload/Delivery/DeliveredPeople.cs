using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Delivery;

/// <summary>
/// The people of one table by the hashes of their ids, for a list that goes to the table's owner alone. The table's ids are read a second time for it: the join lets go of ids once the
/// people are numbered, and no other question needs them back.
/// </summary>
internal sealed class DeliveredPeople
{
    private readonly byte[] _hashes;

    private DeliveredPeople(int[] people, byte[] hashes) => (People, _hashes) = (people, hashes);

    /// <summary>The people's numbers, in ascending order of their hashes: an order that the table's owner can make, and nobody else's rows have a say in.</summary>
    internal int[] People { get; }

    internal int Count => People.Length;

    /// <summary>Everybody who has a row in a table.</summary>
    internal static DeliveredPeople Of(JoinedTable table, JoinedSide side, string idColumn)
    {
        using StringColumn ids = (StringColumn)side.Table.Read(idColumn);
        ReadOnlySpan<int> codes = ids.Codes;
        int[] codeOf = new int[table.People.Count];
        Array.Fill(codeOf, -1);
        for (int row = 0; row < codes.Length; row++)
        {
            if (side.People[row] >= 0)
            {
                codeOf[side.People[row]] = codes[row];
            }
        }

        int[] people = [.. Enumerable.Range(0, codeOf.Length).Where(person => codeOf[person] >= 0)];
        byte[] hashes = new byte[people.Length * HashedId.Length];
        for (int place = 0; place < people.Length; place++)
        {
            HashedId.Write(ids.Dictionary.Utf8(codeOf[people[place]]), hashes.AsSpan(place * HashedId.Length, HashedId.Length));
        }

        DeliveredPeople unordered = new(people, hashes);
        int[] places = [.. Enumerable.Range(0, people.Length)];
        Array.Sort(places, (left, right) => unordered.HashAt(left).SequenceCompareTo(unordered.HashAt(right)));
        return unordered.At(places);
    }

    /// <summary>At most so many of them, chosen by the people's secret uniform numbers; everybody where there are no more.</summary>
    internal DeliveredPeople AtMost(int count, PersonIndex index) => count >= Count
        ? this
        : At([.. Enumerable.Range(0, Count).OrderBy(place => index.DrawOf(People[place])).Take(count).Order()]);

    /// <summary>The list of those at some places.</summary>
    internal HashedIdList List(IEnumerable<int> places) => HashedIdList.Of(At([.. places])._hashes);

    private ReadOnlySpan<byte> HashAt(int place) => _hashes.AsSpan(place * HashedId.Length, HashedId.Length);

    private DeliveredPeople At(int[] places)
    {
        byte[] hashes = new byte[places.Length * HashedId.Length];
        for (int i = 0; i < places.Length; i++)
        {
            HashAt(places[i]).CopyTo(hashes.AsSpan(i * HashedId.Length));
        }

        return new DeliveredPeople([.. places.Select(place => People[place])], hashes);
    }
}
