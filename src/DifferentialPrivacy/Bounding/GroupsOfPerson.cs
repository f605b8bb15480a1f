using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The groups of one person compete, in the order that is the person's; see <see cref="GroupOrder"/>.</summary>
internal readonly struct GroupsOfPerson : IRanking<RowRun>
{
    public static bool IsAlike(in RowRun left, in RowRun right) => left.Person == right.Person;

    public static UInt128[] Rank(ReadOnlySpan<RowRun> items, SecretOrder order)
    {
        List<OrderItem> names = [];
        int[] personOf = new int[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (i == 0 || items[i].Person != items[i - 1].Person)
            {
                names.Add(GroupOrder.NameOf(items[i].Person));
            }

            personOf[i] = names.Count - 1;
        }

        UInt128[] blocks = order.Ranks(CollectionsMarshal.AsSpan(names));
        UInt128[] ranks = new UInt128[items.Length];
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = new GroupOrder(blocks[personOf[i]]).RankOf(items[i].Group);
        }

        return ranks;
    }
}
