using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The groups of one person compete, in the order that is the person's; see <see cref="GroupOrder"/>.</summary>
internal readonly struct GroupsOfPerson : IRanking<RowRun>
{
    public static bool IsAlike(in RowRun left, in RowRun right) => left.Person == right.Person;

    public static UInt128[] Rank(ReadOnlySpan<RowRun> items, SecretOrder order)
    {
        UInt128[] blocks = order.Ranks(NamesOf(items));
        UInt128[] ranks = new UInt128[items.Length];
        for (int start = 0, end, person = 0; start < items.Length; start = end, person++)
        {
            end = start + 1;
            while (end < items.Length && IsAlike(items[start], items[end]))
            {
                end++;
            }

            GroupOrder own = new(blocks[person]);
            int[] byFirstRow = [.. Enumerable.Range(start, end - start)];
            int[] firstRows = new int[byFirstRow.Length];
            for (int i = 0; i < firstRows.Length; i++)
            {
                firstRows[i] = items[start + i].FirstRow;
            }

            firstRows.AsSpan().Sort(byFirstRow.AsSpan());
            for (int appearance = 0; appearance < byFirstRow.Length; appearance++)
            {
                ranks[byFirstRow[appearance]] = own.RankOf(appearance);
            }
        }

        return ranks;
    }

    private static ReadOnlySpan<OrderItem> NamesOf(ReadOnlySpan<RowRun> items)
    {
        List<OrderItem> names = [];
        for (int i = 0; i < items.Length; i++)
        {
            if (i == 0 || !IsAlike(items[i - 1], items[i]))
            {
                names.Add(GroupOrder.NameOf(items[i].Person));
            }
        }

        return CollectionsMarshal.AsSpan(names);
    }
}
