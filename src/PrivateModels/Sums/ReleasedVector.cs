using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>
/// The vector that one round releases: for each entry a weighted sum of residuals, then for each entry one of curvatures.
/// </summary>
/// <remarks>
/// Theorem. Adding or removing one person, with all rows, moves the vector by at most W·R in the Euclidean norm, W² being an upper bound of the sum over partitions of the squared largest weights, and R the radius. Proof:
/// the vector is a sum over rows, linear in the rows' pairs (G, H). A row lies in one cell of each partition, so it moves one gradient entry by w·G and one curvature entry by v·H with |w|, |v| ≤ u: its part has a
/// squared norm of at most Σu²·(G² + H²) ≤ W²·(G² + H²). A person's part is no longer than the sum of the lengths of that person's rows, which <see cref="RowPair.Clip"/> keeps at R·W. What other people add depends
/// on their own rows and on earlier releases only, so nothing else moves. All of it is in integers; discrete Gaussian noise with σ² = W²R²/(2ρ) makes the release ρ-zCDP (Canonne, Kamath, Steinke 2020, Theorem 4).
/// </remarks>
internal static class ReleasedVector
{
    /// <summary>W: what the squared weights of all partitions may add up to, as a root.</summary>
    internal const int WeightNorm = 512;

    /// <summary>W².</summary>
    internal const long SquaredWeightNorm = (long)WeightNorm * WeightNorm;

    /// <summary>The release of one round, with noise for <paramref name="rho"/>.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="coordinates">Entries, of gradients and of curvatures each.</param>
    /// <param name="squaredWeights">W².</param>
    /// <param name="radius">R.</param>
    /// <param name="rho">Above 0.</param>
    internal static NoisyCounts Plan(string name, int coordinates, long squaredWeights, long radius, Rho rho)
    {
        // A multiple of 2·nano-ρ: then σ² is an integer, and is drawn with small numbers.
        BigInteger squared = (BigInteger)squaredWeights * radius * radius;
        BigInteger unit = 2 * (BigInteger)rho.Nano;
        long l2Squared = (long)((squared + unit - 1) / unit * unit);
        long length = 2L * coordinates;
        long lInfinity = RootUp(l2Squared);
        lInfinity = (Int128)lInfinity * lInfinity > l2Squared ? lInfinity - 1 : lInfinity;

        // For integers |v|₁ is at most √length·|v|₂ and at most |v|₂².
        long l1 = Math.Min(l2Squared, RootUp((double)l2Squared * length));
        l1 = Math.Max(l1, (long)(((Int128)l2Squared + lInfinity - 1) / lInfinity));
        Sensitivity sensitivity = Sensitivity.OfNorms(Math.Min(length, l1), l1, l2Squared, lInfinity);
        return new NoisyCounts(name, (int)length, CountNoise.Gaussian(sensitivity, rho));
    }

    /// <summary>The exact vector of a round; unused entries are 0.</summary>
    /// <exception cref="ArgumentException">The maps' weights exceed what the noise was planned for.</exception>
    internal static long[] Of(IReadOnlyList<CoordinateMap> maps, long[][] sums, NoisyCounts mechanism, long squaredWeights)
    {
        if (maps.Sum(map => (long)map.Largest * map.Largest) > squaredWeights)
        {
            throw new ArgumentException("The weights are larger than the noise was planned for.", nameof(maps));
        }

        int half = mechanism.Length / 2;
        long[] vector = new long[mechanism.Length];
        for (int i = 0; i < maps.Count; i++)
        {
            CoordinateMap map = maps[i];
            for (int cell = 0; cell < map.Coordinates.Length; cell++)
            {
                int entry = map.First + map.Coordinates[cell];
                vector[entry] += map.GradientWeights[cell] * sums[i][2 * cell];
                vector[half + entry] += map.CurvatureWeights[cell] * sums[i][(2 * cell) + 1];
            }
        }

        return vector;
    }

    // A little more than the root where it is large, which only loosens a norm that the noise is not made for.
    private static long RootUp(double square) => (long)Math.Ceiling(Math.Sqrt(square));
}
