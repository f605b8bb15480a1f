using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Sharding;

/// <summary>What a shard adds to the released vector: for each figure its place within the bounds, from -<see cref="Unit"/> to <see cref="Unit"/>, and the square of that.</summary>
/// <remarks>
/// <para>
/// Theorem. Exchanging one entry for any other moves the vector by at most 2U + 1 for each figure in L2, U being the unit. Proof: let x and y be places in units of U, d = |x - y|, s = |x + y|; then d + s = 2·max(|x|, |y|) ≤ 2.
/// With squares weighted by w the move is d²+ w²d²s² ≤ d² + w²d²(2 - d)², which is at most 4 exactly if w² ≤ (2 + d)/(d²(2 - d)) for all d in (0, 2). The right side is least where d² + 2d = 4, d = √5 - 1 = 2/φ, and is φ⁵/4 there, φ being the golden
/// ratio. So squares weighted by w = 1.66 ≤ √φ⁵/2 = 1.665 cost nothing beside the places: the spread between shards comes free. In integers the weighted square is rounded down, which adds less than 1 to its move: in all no more than
/// 4U² + 2w·ds·U + 1 ≤ 4U² + 4U + 1, as ds ≤ 1.
/// </para>
/// </remarks>
/// <param name="Auc">The place of the area under the curve.</param>
/// <param name="LogLoss">The place of the log-loss.</param>
internal readonly record struct ShardEntry(long Auc, long LogLoss)
{
    /// <summary>U.</summary>
    internal const long Unit = 1 << 20;

    /// <summary>A place and a square for each of two figures.</summary>
    internal const int Length = 4;

    /// <summary>100·w.</summary>
    internal const long SquareWeight = 166;

    /// <summary>One shard's entry becomes another: by the theorem in L2; no entry moves by more than 2U, and the two of a figure by no more than 3U + 1 together, as d + wd(2 - d) is at most 2.82.</summary>
    internal static Sensitivity Sensitivity { get; } = Sensitivity.OfNorms(Length, 2 * ((3 * Unit) + 1), 2 * ((2 * Unit) + 1) * ((2 * Unit) + 1), 2 * Unit);

    internal static ShardEntry Of(ShardQuality quality, ShardedQualityOptions options) =>
        new(PlaceOf(quality.Auc, options.Auc, worst: -Unit), PlaceOf(quality.LogLoss, options.LogLoss, worst: Unit));

    internal void AddTo(Span<long> sums)
    {
        sums[0] += Auc;
        sums[1] += SquareOf(Auc);
        sums[2] += LogLoss;
        sums[3] += SquareOf(LogLoss);
    }

    private static long SquareOf(long place) => SquareWeight * place * place / (100 * Unit);

    private static long PlaceOf(double figure, MetricRange range, long worst)
    {
        (double lowest, double highest) = (range.Lowest.ToDouble(), range.Highest.ToDouble());
        return double.IsNaN(figure) ? worst : (long)Math.Round(Unit * ((2 * (Math.Clamp(figure, lowest, highest) - lowest) / (highest - lowest)) - 1));
    }
}
