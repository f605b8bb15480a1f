using System.Numerics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// Laws of a few losses each, such as those of pure releases, are added up directly, many into one: each would cost a transform as long as the widest law's.
/// </summary>
internal static class NarrowParts
{
    private const int FewMasses = 16;
    private const int MostMasses = 1024;
    private const double RoundingPerSum = 32.0 / (1L << 53);

    /// <summary>The same sum in fewer parts, each mass rounded up.</summary>
    public static IReadOnlyList<LossPart> Merge(IReadOnlyList<LossPart> parts)
    {
        List<LossPart> merged = [];
        LossMasses? gathered = null;
        foreach (LossPart part in parts)
        {
            if (!IsNarrow(part))
            {
                merged.Add(part);
            }
            else if (gathered is null)
            {
                gathered = part.Masses;
            }
            else if (gathered.Masses.Length + (part.Masses.Last - part.Masses.First) > MostMasses)
            {
                merged.Add(new LossPart(gathered, 1));
                gathered = part.Masses;
            }
            else
            {
                gathered = Sum(gathered, part.Masses);
            }
        }

        return gathered is null ? merged : [.. merged, new LossPart(gathered, 1)];
    }

    private static bool IsNarrow(LossPart part) =>
        part.Count == 1 && part.Masses.Stride == 1 && part.Masses.Masses.Length <= MostMasses / 2 && part.Masses.Masses.Count(mass => mass > 0) <= FewMasses;

    private static LossMasses Sum(LossMasses wide, LossMasses narrow)
    {
        double[] sum = new double[wide.Masses.Length + narrow.Masses.Length - 1];
        for (int place = 0; place < narrow.Masses.Length; place++)
        {
            if (narrow.Masses[place] > 0)
            {
                AddScaled(sum.AsSpan(place, wide.Masses.Length), wide.Masses, narrow.Masses[place] * (1 + RoundingPerSum));
            }
        }

        double infinity = wide.Infinity + narrow.Infinity; // at most this, by the union bound
        return new LossMasses(wide.First + narrow.First, 1, sum, Math.Min(1, infinity * (1 + RoundingPerSum)));
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double factor)
    {
        int whole = values.Length - (values.Length % Vector<double>.Count);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum[..whole]);
        ReadOnlySpan<Vector<double>> terms = MemoryMarshal.Cast<double, Vector<double>>(values[..whole]);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += terms[i] * factor;
        }

        for (int i = whole; i < values.Length; i++)
        {
            sum[i] += values[i] * factor;
        }
    }
}
