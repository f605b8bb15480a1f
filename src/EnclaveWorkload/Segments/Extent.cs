using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>A released value between the ends that its noise leaves.</summary>
internal readonly record struct Extent(double Low, double Estimate, double High)
{
    internal Figure ToFigure() => new() { Low = Low, Estimate = Estimate, High = High };

    /// <summary>Of what is known not to be negative.</summary>
    internal Extent AtLeastZero() => new(Math.Max(Low, 0), Math.Max(Estimate, 0), Math.Max(High, 0));

    /// <summary>Less a multiple, 0 or more, of another.</summary>
    internal Extent Minus(Extent other, double times) =>
        new(Low - (times * other.High), Estimate - (times * other.Estimate), High - (times * other.Low));

    /// <summary>The share of one in the sum of both, of two that are not negative. It grows with the part and falls with the rest, so its extremes lie at the corners.</summary>
    internal static Extent ShareBeside(Extent part, Extent rest) =>
        Ordered(Share(part.Low, rest.High, 0), Share(part.Estimate, rest.Estimate, 0), Share(part.High, rest.Low, 1));

    /// <summary>The share of one in a whole that holds it, of two that are not negative.</summary>
    internal static Extent Share(Extent part, Extent whole) =>
        Ordered(Quotient(part.Low, whole.High, 0), Quotient(part.Estimate, whole.Estimate, 0), Quotient(part.High, whole.Low, 1));

    /// <summary>A quotient; there is none when the divisor may be zero for all that is known.</summary>
    internal static bool TryDivide(Extent of, Extent per, out Extent quotient)
    {
        quotient = default;
        if (per.Low <= 0)
        {
            return false;
        }

        // It is monotonous in each argument, so its extremes lie at the corners.
        double low = of.Low / (of.Low < 0 ? per.Low : per.High);
        double high = of.High / (of.High < 0 ? per.High : per.Low);
        quotient = Ordered(low, of.Estimate / per.Estimate, high);
        return true;
    }

    private static double Share(double part, double rest, double ifEmpty) => Quotient(part, part + rest, ifEmpty);

    private static double Quotient(double part, double whole, double ifEmpty) => whole > 0 ? Math.Min(part / whole, 1) : ifEmpty;

    private static Extent Ordered(double low, double estimate, double high) =>
        new(low, Math.Clamp(estimate, low, Math.Max(low, high)), Math.Max(low, high));
}
