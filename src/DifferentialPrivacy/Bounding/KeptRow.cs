namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>A row, named by its person, its group and its ordinal among the person's rows of that group.</summary>
internal readonly record struct KeptRow(int Person, int Group, int Ordinal, int Row)
{
    /// <summary>Ranks rows by their names.</summary>
    public static UInt128[] Rank(ReadOnlySpan<KeptRow> rows, OrderPurpose purpose, SecretOrder order)
    {
        OrderItem[] names = new OrderItem[rows.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = new OrderItem(purpose, rows[i].Person, rows[i].Group, rows[i].Ordinal);
        }

        return order.Ranks(names);
    }
}
