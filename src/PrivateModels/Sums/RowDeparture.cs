namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>What a row adds with what is protected of its person, and what it adds without: protected values missing, and the outcome that is taken for granted.</summary>
internal struct RowDeparture
{
    /// <summary>What it adds as it is.</summary>
    internal RowPair Actual;

    /// <summary>What it would add without; known to the recipient.</summary>
    internal RowPair Known;

    /// <summary>What the protected parts change where the row's cell is the same either way.</summary>
    internal RowPair Moved;

    internal RowDeparture(RowPair actual, RowPair known) => (Actual, Known, Moved) =
        (actual, known, new RowPair { Gradient = actual.Gradient - known.Gradient, Curvature = actual.Curvature - known.Curvature });

    /// <summary>
    /// An upper bound, in units of W, of the length of what the protected parts change in the released vector. With weights u of the partitions, those in which the row's cell changes adding up to c in squares, the
    /// square of that length is at most (W² - c)·|a - k|² + c·(|a|² + |k|²) = W²·|a - k|² + 2c·(a·k).
    /// </summary>
    /// <param name="changedSquares">c.</param>
    /// <param name="allSquares">W².</param>
    internal readonly long LengthOf(long changedSquares, long allSquares)
    {
        long moved = (Moved.Gradient * Moved.Gradient) + (Moved.Curvature * Moved.Curvature);
        long both = (Actual.Gradient * Known.Gradient) + (Actual.Curvature * Known.Curvature);
        Int128 apart = both <= 0 ? 0 : (((Int128)2 * changedSquares * both) + allSquares - 1) / allSquares;
        return (long)Math.Ceiling(Math.Sqrt(moved + (long)apart));
    }

    /// <summary>Shortens all of it; quotients are cut towards 0, which makes no part longer.</summary>
    internal void Scale(long radius, long total)
    {
        Actual = Scaled(Actual, radius, total);
        Known = Scaled(Known, radius, total);
        Moved = Scaled(Moved, radius, total);
    }

    private static RowPair Scaled(RowPair pair, long radius, long total) =>
        new() { Gradient = pair.Gradient * radius / total, Curvature = pair.Curvature * radius / total };
}
