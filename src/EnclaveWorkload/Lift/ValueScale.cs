using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>The units in which a person's sum of a value and its square are counted.</summary>
/// <remarks>Sums count in hundredths of the column's unit. Squares count in whole numbers of <see cref="UnitsPerSquare"/>, rounded up, of which a person has at most 10⁸: their own squares fit into 64 bits.</remarks>
internal readonly record struct ValueScale
{
    internal const long UnitsPerOne = 100;

    private const long MostSquares = 100_000_000;

    /// <param name="maximumPerPerson">In the column's unit, 1 to 10,000,000.</param>
    internal ValueScale(long maximumPerPerson)
    {
        MostUnits = maximumPerPerson * UnitsPerOne;
        UnitsPerSquare = ((MostUnits * MostUnits) + MostSquares - 1) / MostSquares;
    }

    /// <summary>The largest sum of a person.</summary>
    internal long MostUnits { get; }

    /// <summary>One unit of squares is so many squared units of sums.</summary>
    internal long UnitsPerSquare { get; }

    /// <summary>One row cannot weigh more than a person can, and may take back.</summary>
    internal ValueRange RowRange => new(-MostUnits, MostUnits, new Rational(1, UnitsPerOne));

    /// <summary>Who leaves takes a sum between 0 and the largest away from one arm; who leaves the outcomes alone, too.</summary>
    internal Sensitivity SumSensitivity => Sensitivity.OfEntries(1, MostUnits);

    /// <summary>Likewise.</summary>
    internal Sensitivity SquareSensitivity => Sensitivity.OfEntries(1, SquareOf(MostUnits));

    internal long Bound(long units) => Math.Clamp(units, 0, MostUnits);

    internal long SquareOf(long units) => ((units * units) + UnitsPerSquare - 1) / UnitsPerSquare;
}
