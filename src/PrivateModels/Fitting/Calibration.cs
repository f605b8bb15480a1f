using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// Moves and stretches the scores so that predicted rates are right: two Newton steps for score → score + shift + stretch·(score - centre), from noisy sums.
/// </summary>
/// <remarks>
/// The score is sorted into fixed public steps z of -32..32 around the released intercept. A row adds (G, zG/32) and (H, zH/32, z²H/1024): weights of at most 1, of which the squares add up to 2 and to 3. So
/// <see cref="ReleasedVector"/>'s theorem holds with W² = 3 (in units of 1/1024 each).
/// </remarks>
internal sealed class Calibration
{
    internal const int Releases = 2;
    internal const long SquaredWeights = 3 * (long)WeightUnit * WeightUnit;
    internal const int Coordinates = 3;

    private const int Reach = 32;
    private const int WeightUnit = Reach * Reach;

    // The farthest step stands for a score of so much above the intercept.
    private const double Farthest = 4;

    // Beliefs: shifts of about a log-odd, stretches near 1.
    private const double ShiftLevel = 1;
    private const double StretchLevel = 0.25;

    private readonly double _centre;

    internal Calibration(double centre) => _centre = centre;

    internal double Shift { get; private set; }

    internal double Stretch { get; private set; } = 1;

    internal double Apply(double score) => _centre + Shift + (Stretch * (score - _centre));

    /// <summary>The released vector: ΣG, ΣzG/32, nothing; ΣH, ΣzH/32, Σz²H/1024; all times 1024.</summary>
    internal long[] Sums(BinnedRows rows, double[] scores, ResidualScale scale, NoisyCounts mechanism, int threads, CancellationToken cancellationToken)
    {
        ushort[] steps = new ushort[scores.Length];
        double[] values = new double[(2 * Reach) + 1];
        for (int i = 0; i < scores.Length; i++)
        {
            steps[i] = (ushort)(Reach + StepOf(scores[i]));
        }

        for (int step = 0; step < values.Length; step++)
        {
            values[step] = ScoreOf(step - Reach);
        }

        long[][] sums = CellSums.Of(
            rows, [new Partition(steps, values)], new LogisticResiduals(scale.CurvatureWeight), scale.Radius, threads, cancellationToken);
        long[] vector = new long[mechanism.Length];
        for (int step = 0; step < values.Length; step++)
        {
            Add(vector, step - Reach, sums[0][2 * step], sums[0][(2 * step) + 1]);
        }

        return vector;
    }

    /// <summary>Adds what a row of a score and an outcome adds, not clipped, or takes it away.</summary>
    internal void Add(long[] vector, double score, bool label, ResidualScale scale, int sign)
    {
        int z = StepOf(score);
        Span<RowPair> pair = stackalloc RowPair[1];
        new LogisticResiduals(scale.CurvatureWeight).Fill([label], [ScoreOf(z)], pair);
        Add(vector, z, sign * pair[0].Gradient, sign * pair[0].Curvature);
    }

    /// <summary>One Newton step: the stretch about the mean score, where it leaves the level alone, and the level. Either is as short as its noise and its belief make it.</summary>
    /// <param name="noisy">The released vector.</param>
    /// <param name="scale">By which it was made.</param>
    /// <param name="noiseVariance">Of an entry.</param>
    internal void Step(ImmutableArray<long> noisy, ResidualScale scale, double noiseVariance)
    {
        double unit = (double)WeightUnit * ResidualScale.Unit;
        double curvatureUnit = unit * scale.CurvatureWeight;
        double variance = noiseVariance / (unit * unit);
        double level = noisy[0] / unit;
        double slope = noisy[1] / unit * Farthest;
        double curvature = Math.Max(0, noisy[Coordinates] / curvatureUnit);
        double moment = noisy[Coordinates + 1] / curvatureUnit * Farthest;
        double square = noisy[Coordinates + 2] / curvatureUnit * Farthest * Farthest;
        double mean = curvature > 1 ? Math.Clamp(moment / curvature, -Farthest, Farthest) : 0;
        double shift = StepOf(level, curvature, variance, ShiftLevel);
        double stretch = StepOf(slope - (mean * level), Math.Max(0, square - (mean * moment)), variance * ((Farthest * Farthest) + (mean * mean)), StretchLevel);
        stretch = Math.Clamp(Stretch + stretch, 0.25, 4) - Stretch;
        Shift = Math.Clamp(Shift + shift - (stretch * mean), -6, 6);
        Stretch += stretch;
    }

    private int StepOf(double score) => (int)Math.Clamp(Math.Round((score - _centre) * Reach / Farthest), -Reach, Reach);

    /// <summary>The present score in the middle of a step.</summary>
    private double ScoreOf(int step) => Apply(_centre + (step * Farthest / Reach));

    private static void Add(long[] vector, long z, long gradient, long curvature)
    {
        vector[0] += WeightUnit * gradient;
        vector[1] += Reach * z * gradient;
        vector[Coordinates] += WeightUnit * curvature;
        vector[Coordinates + 1] += Reach * z * curvature;
        vector[Coordinates + 2] += z * z * curvature;
    }

    /// <summary>As for a curve of one value: the gradient sum shows it with a variance of (H + σ²)/H².</summary>
    private static double StepOf(double gradient, double curvature, double noiseVariance, double level)
    {
        double share = curvature > 0 ? curvature / (curvature + noiseVariance) : 0;
        return gradient * share / ((curvature * share) + (1 / (level * level)));
    }
}
