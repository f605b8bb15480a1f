using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Selection;

/// <summary>Decides which groups show, by uniform bits derived for each from one secret, in a secret random order.</summary>
internal static class ShownGroups
{
    public static List<int> Choose(SelectionRule rule, SecretOrder order, ReadOnlySpan<long> people)
    {
        OrderItem[] draws = ItemsFor(OrderPurpose.SelectionDraw, people.Length);
        order.RankInPlace(draws);
        List<int> selected = [];
        for (int group = 0; group < people.Length; group++)
        {
            if (rule.Shows(people[group], SecretOrder.RankOf(draws[group])))
            {
                selected.Add(group);
            }
        }

        OrderItem[] names = [.. selected.Select(group => new OrderItem(OrderPurpose.SelectionOrder, group))];
        ulong[] places = new ulong[names.Length];
        order.Rank(names, places);
        places.AsSpan().Sort(CollectionsMarshal.AsSpan(selected));
        return selected;
    }

    public static MechanismReport Report(string name, SelectionRule rule) => new()
    {
        Name = name,
        Kind = MechanismKind.TruncatedGeometricSelection,
        Adjacency = Adjacency.AddOrRemoveOnePerson,
        Sensitivity = Sensitivity.OfEntries(rule.MaxGroupsPerPerson, 1),
        Norm = "L0",
        Scale = rule.EpsilonPerGroup.Value,
        Epsilon = null,
        Cost = rule.Cost,
        Source = "rho = L0 epsilon^2/2, delta = L0 delta per group (truncated geometric: Desfontaines, Voss, Gipson, Mandayam 2022)",
    };

    private static OrderItem[] ItemsFor(OrderPurpose purpose, int count)
    {
        OrderItem[] items = new OrderItem[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = new OrderItem(purpose, i);
        }

        return items;
    }
}
