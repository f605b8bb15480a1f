namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>What a row adds to every cell it lies in: its residual and its weighted curvature, in units.</summary>
internal struct RowPair
{
    internal long Gradient;
    internal long Curvature;

    /// <summary>The length, rounded up: exact, as squares of so small integers have correctly rounded roots.</summary>
    internal readonly long Length => (long)Math.Ceiling(Math.Sqrt((Gradient * Gradient) + (Curvature * Curvature)));

    /// <summary>Shortens the rows of one person to what they may be together if each had the length of one: nothing but their number decides.</summary>
    internal static void Weigh(Span<RowPair> rows, long radius)
    {
        long total = (long)rows.Length * ResidualScale.Unit;
        if (total <= radius)
        {
            return;
        }

        foreach (ref RowPair row in rows)
        {
            row.Gradient = row.Gradient * radius / total;
            row.Curvature = row.Curvature * radius / total;
        }
    }

    /// <summary>Shortens the rows of one person together.</summary>
    internal static void Clip(Span<RowPair> rows, long radius)
    {
        long total = 0;
        foreach (ref readonly RowPair row in rows)
        {
            total += row.Length;
        }

        if (total <= radius)
        {
            return;
        }

        foreach (ref RowPair row in rows)
        {
            row.Gradient = row.Gradient * radius / total;
            row.Curvature = row.Curvature * radius / total;
        }
    }
}
