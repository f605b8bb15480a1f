using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// The sum of some entries of one noised vector, which no other sum beside it shares: what figures for people are made of, by post-processing
/// alone.
/// </summary>
/// <param name="Value">The sum.</param>
/// <param name="Cells">How many entries it has.</param>
/// <param name="Widths">The widths of the vector's noise.</param>
internal readonly record struct NoisySum(long Value, int Cells, SumWidths Widths)
{
    /// <summary>The sum of entries, in a vector as it was released.</summary>
    internal static NoisySum Of(ReadOnlySpan<long> cells, SumWidths widths)
    {
        long sum = 0;
        foreach (long cell in cells)
        {
            sum += cell;
        }

        return new NoisySum(sum, cells.Length, widths);
    }

    /// <summary>Both together; they share no entry.</summary>
    public static NoisySum operator +(NoisySum first, NoisySum second) => new(first.Value + second.Value, first.Cells + second.Cells, first.Widths);

    /// <summary>The count itself, as it was noised: a small one may be negative. Were it raised to 0, parts would add up to more than their whole.</summary>
    internal Figure ToFigure()
    {
        double half = Widths.Of(Cells, 1);
        return Figures.Of(Value, Value - half, Value + half);
    }

    /// <summary>The share of a part in the part and the rest, 0 to 1; the whole range when nothing can be said.</summary>
    internal static Figure Share(NoisySum part, NoisySum rest)
    {
        (double partLow, double partHigh) = part.Range(together: 2);
        (double restLow, double restHigh) = rest.Range(together: 2);

        // The share grows with the part and falls with the rest, so its extremes lie at the corners.
        return Figures.Of(
            ShareOf(Math.Max(part.Value, 0), Math.Max(rest.Value, 0), ifEmpty: 0),
            ShareOf(partLow, restHigh, ifEmpty: 0),
            ShareOf(partHigh, restLow, ifEmpty: 1));
    }

    /// <summary>The share of a part in a whole that was noised apart from it, 0 to 1.</summary>
    internal static Figure ShareOfWhole(NoisySum part, NoisySum whole)
    {
        (double partLow, double partHigh) = part.Range(together: 2);
        (double wholeLow, double wholeHigh) = whole.Range(together: 2);
        return Figures.Of(
            QuotientOf(Math.Max(part.Value, 0), Math.Max(whole.Value, 0), ifEmpty: 0),
            QuotientOf(partLow, wholeHigh, ifEmpty: 0),
            QuotientOf(partHigh, wholeLow, ifEmpty: 1));
    }

    /// <summary>Where the exact sum lies, with so many others at once at 95 %. It is a count, so not below 0: what is made of a range is a share or an index, and need not add up.</summary>
    internal (double Low, double High) Range(int together)
    {
        double half = Widths.Of(Cells, together);
        return (Math.Max(Value - half, 0), Math.Max(Value + half, 0));
    }

    /// <summary>A part of itself and a rest.</summary>
    internal static double ShareOf(double part, double rest, double ifEmpty) => part + rest > 0 ? part / (part + rest) : ifEmpty;

    private static double QuotientOf(double part, double whole, double ifEmpty) => whole > 0 ? Math.Min(1, part / whole) : ifEmpty;
}
