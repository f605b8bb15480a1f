using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;

/// <summary>
/// Noised histograms of the scores that private models give to people held out of training: clicks and non-clicks by public bins of the log-odds, for each model; and by segment, for the first.
/// </summary>
/// <remarks>
/// The models are private, and so is who trained them; what is left to protect are the held-out people, whose rows the histograms count. Sensitivity, K being the most rows of a person and m the number of
/// models, each of which counts every row once:
/// <para>
/// Where everybody is protected, a person's rows vanish: L1 = m·K, L2² = m·K², L∞ = K, L0 at most m times the lesser of K and the bins.
/// </para>
/// <para>
/// Where only the partner's people are, a person's rows stay, and each leaves at most one entry for another: its outcome may become negative, and its score another one, where the partner's columns go into it. K rows may all leave
/// one entry for one other: L1 = 2·m·K, L2² = 2·m·K², L∞ = K.
/// </para>
/// </remarks>
internal sealed class QualityPlan
{
    private readonly int _segments;
    private readonly NoisyCounts _overall;
    private readonly NoisyCounts? _bySegment;

    /// <param name="terms">The terms.</param>
    /// <param name="models">How many models are measured, 1 or 2.</param>
    /// <param name="segments">How many segments there are, all others counted as one; 0 where none is asked for.</param>
    /// <param name="nanoRho">What it may cost, ρ in units of 10⁻⁹.</param>
    internal QualityPlan(PrivateModelTerms terms, int models, int segments, long nanoRho)
    {
        Bins = new ScoreBins(terms.ScoreBins);
        Models = models;
        _segments = segments;
        long overall = segments == 0 ? nanoRho : nanoRho / 2;
        _overall = new NoisyCounts(
            models == 1 ? "score histograms of clicks and non-clicks" : "score histograms of clicks and non-clicks, with and without the partner",
            checked(models * Cells),
            CountNoise.ForRho(SensitivityOf(terms, models, Bins.Count), Rho.FromNano(overall)));
        _bySegment = segments == 0
            ? null
            : new NoisyCounts(
                "score histograms of clicks and non-clicks by segment",
                checked(segments * Cells),
                CountNoise.ForRho(SensitivityOf(terms, 1, (long)segments * Bins.Count), Rho.FromNano(nanoRho - overall)));
    }

    internal ScoreBins Bins { get; }

    internal int Models { get; }

    internal ImmutableArray<Mechanism> Mechanisms => _bySegment is null ? [_overall] : [_overall, _bySegment];

    /// <summary>Entries of one histogram: clicks by bin, then non-clicks by bin.</summary>
    private int Cells => 2 * Bins.Count;

    /// <summary>The exact histograms, to which noise is added: one of each model, one after the other.</summary>
    internal long[] CountOverall(ModelExamples examples, IReadOnlyList<double[]> scores)
    {
        long[] counts = new long[Models * Cells];
        for (int model = 0; model < Models; model++)
        {
            for (int i = 0; i < examples.HeldOut.Length; i++)
            {
                counts[(model * Cells) + CellOf(scores[model][i], examples.Labels[examples.HeldOut[i]])]++;
            }
        }

        return counts;
    }

    /// <summary>The exact histograms of the first model, one of each segment.</summary>
    internal long[] CountBySegment(ModelExamples examples, double[] scores)
    {
        long[] counts = new long[_segments * Cells];
        for (int i = 0; i < examples.HeldOut.Length; i++)
        {
            int row = examples.HeldOut[i];
            counts[(examples.Segments[row] * Cells) + CellOf(scores[i], examples.Labels[row])]++;
        }

        return counts;
    }

    /// <summary>Releases the histograms: of all models, then of all segments.</summary>
    internal PrivateRelease<(IReadOnlyList<NoisyHistogram> Models, IReadOnlyList<NoisyHistogram> Segments)> Release(BudgetGrant grant, ModelExamples examples, IReadOnlyList<double[]> scores)
    {
        PrivateRelease<ImmutableArray<long>> overall = _overall.Release(grant, CountOverall(examples, scores));
        if (_bySegment is null)
        {
            return overall.Map(noisy => (Histograms(noisy, Models, _overall.Noise), (IReadOnlyList<NoisyHistogram>)[]));
        }

        PrivateRelease<ImmutableArray<long>> bySegment = _bySegment.Release(grant, CountBySegment(examples, scores[0]));
        return overall.Combine(bySegment, (noisy, segments) => (Histograms(noisy, Models, _overall.Noise), Histograms(segments, _segments, _bySegment.Noise)));
    }

    private static Sensitivity SensitivityOf(PrivateModelTerms terms, long models, long bins)
    {
        long rows = terms.RowsPerPerson;
        long moved = terms.Protects == ProtectedPeople.Partner ? 2 : 1;
        return Sensitivity.OfNorms(
            l0: models * moved * Math.Min(moved == 2 ? bins : 2 * bins, rows), l1: models * moved * rows, l2Squared: models * moved * rows * rows, lInfinity: rows);
    }

    private int CellOf(double score, bool isClick) => Bins.IndexOf(score) + (isClick ? 0 : Bins.Count);

    private IReadOnlyList<NoisyHistogram> Histograms(ImmutableArray<long> noisy, int count, CountNoise noise) =>
        [.. Enumerable.Range(0, count).Select(i => new NoisyHistogram(Bins, noisy.AsSpan().Slice(i * Cells, Cells), noise.Variance))];
}
