using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;

/// <summary>Train on synthetic, test on real: a model of the made rows and a private model of the true ones score the rows of people who were held out, and noised histograms of the scores are released.</summary>
/// <remarks>
/// <para>
/// Input: rows of people who are learned from and rows of people who are held out, at most K a person; a secret lot of each person's own says which (<see cref="HeldOutPeople"/>), and nobody is in both. Adjacency: add or
/// remove one person, whose rows are in one of the two tables; how that follows from leaving any of the joined tables says <see cref="SyntheticRowsPlan"/>.
/// </para>
/// <para>
/// 1. The private model is a <see cref="PrivateTraining"/> on the rows that are learned from, zCDP at its own ρ for any number of rows a person; a person who is held out does not move its input. 2. The model of the made rows is
/// post-processing of what was released before, for no model sees a held-out row; so are the bins of both models' scores, quantiles of the scores of made rows (<see cref="MadeQuantiles"/>). 3. Both models and their bins are fixed by then, so a held-out row counts by itself, once in the histogram of each: one person adds at most K to the entries
/// of each histogram, which is L1 2K, L2² 2K², L∞ K, L0 at most twice the lesser of K and a histogram's entries; a person who is learned from does not move them.
/// </para>
/// <para>
/// Theorem: the three, one after the other and after the release of the made rows, are ρ-zCDP with the sum of their ρ (adaptive composition: Bun, Steinke 2016, Lemma 2.3; the discrete Gaussian: Canonne, Kamath, Steinke 2020,
/// Theorem 4). All AUC, losses and calibrations are computed from the noised histograms. Mechanisms and their order are fixed before data; where one outcome is all there is, or nobody is held out, as much noise is drawn as
/// otherwise.
/// </para>
/// </remarks>
internal sealed class UtilityPlan
{
    private const int Models = 2;

    /// <summary>The most bins of a model's scores.</summary>
    internal const int BinCount = 16;

    private readonly ColumnReference _label;
    private readonly int _labelPlace;
    private readonly UtilityFeatures _features;
    private readonly PrivateTraining _training;
    private readonly NoisyCounts _histograms;

    /// <param name="agreement">The agreement.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="query">A question with a label whose use is measured.</param>
    /// <param name="firsts">The first column of the model of each column of the question.</param>
    internal UtilityPlan(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, IReadOnlyList<int> firsts)
    {
        _label = query.Utility[0];
        _labelPlace = firsts[query.Columns.ToList().IndexOf(_label)];
        _features = UtilityFeatures.Of(agreement, terms, query, firsts);
        _training = PrivateTraining.Plan(new BoostedOptions(), _features.Described, terms.RowsPerPerson, Rho.FromNano(query.UtilityNanoRho / Models));
        long rows = terms.RowsPerPerson;
        Sensitivity sensitivity = Sensitivity.OfNorms(l0: Models * Math.Min(2 * BinCount, rows), l1: Models * rows, l2Squared: Models * rows * rows, lInfinity: rows);
        _histograms = new NoisyCounts(
            "score histograms of held-out rows, by a model of synthetic and one of true rows", Models * 2 * BinCount, CountNoise.ForRho(sensitivity, Rho.FromNano(query.UtilityNanoRho / Models)));
    }

    internal ImmutableArray<Mechanism> Mechanisms => [.. _training.Mechanisms, _histograms];

    /// <summary>Trains and measures.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="rows">Who is learned from and who is held out.</param>
    /// <param name="learned">The codes of those who are learned from.</param>
    /// <param name="heldOut">The codes of those who are held out.</param>
    /// <param name="made">The made rows, released before.</param>
    /// <param name="threads">At most so many at a time.</param>
    /// <param name="cancellationToken">Stops; the spend stays spent.</param>
    internal PrivateRelease<SyntheticUtility> Release(
        BudgetGrant grant, BoundedCodes rows, SyntheticData.DiscreteTable learned, SyntheticData.DiscreteTable heldOut, SyntheticData.DiscreteTable made, int threads, CancellationToken cancellationToken)
    {
        int[] people = [.. rows.People.Where(person => !rows.HeldOut.Contains(person))];
        PrivateExamples examples = new(_features.Private(learned), IsPositive(learned), people, people.Length == 0 ? 0 : people.Max() + 1);
        PrivateRelease<PrivateModel> trained = _training.Train(grant, examples, threads, cancellationToken);
        double[] ScoresOf(SyntheticData.DiscreteTable table)
        {
            double[] scores = new double[table.Rows];
            trained.Value.Score(_features.Private(table), scores, threads);
            return scores;
        }

        (double[] madeByMade, double[] byMade) = MadeModel.Score(_features, made, IsPositive(made), heldOut, threads, cancellationToken);
        ScoreBins[] bins = [MadeQuantiles.Of(madeByMade, BinCount), MadeQuantiles.Of(ScoresOf(made), BinCount)];
        long[] counts = Count(IsPositive(heldOut), (bins[0], byMade), (bins[1], ScoresOf(heldOut)));
        return trained.Combine(_histograms.Release(grant, counts), (_, noisy) => Describe(bins, noisy));
    }

    /// <summary>The exact histograms: of each model positive rows by bin, then the others. What bins a model has not stays 0.</summary>
    internal static long[] Count(bool[] isPositive, params (ScoreBins Bins, double[] Scores)[] models)
    {
        long[] counts = new long[models.Length * 2 * BinCount];
        for (int model = 0; model < models.Length; model++)
        {
            for (int row = 0; row < isPositive.Length; row++)
            {
                counts[(model * 2 * BinCount) + (isPositive[row] ? 0 : BinCount) + models[model].Bins.IndexOf(models[model].Scores[row])]++;
            }
        }

        return counts;
    }

    private SyntheticUtility Describe(ScoreBins[] bins, ImmutableArray<long> noisy)
    {
        // Entries beyond a model's bins are noise on nothing, as the bins themselves say.
        NoisyHistogram[] histograms =
        [
            .. bins.Select((own, model) => new NoisyHistogram(
                own, [.. noisy.Slice(model * 2 * BinCount, own.Count), .. noisy.Slice(((model * 2) + 1) * BinCount, own.Count)], _histograms.Noise.Variance)),
        ];
        return new SyntheticUtility
        {
            Label = _label,
            TrainedOnMade = QualityReport.Describe(histograms[0]),
            TrainedOnTrue = QualityReport.Describe(histograms[1]),
            AucDifference = Estimate.Difference(AucEstimate.Of(histograms[0]), AucEstimate.Of(histograms[1])).ToFigure(-1, 1),
        };
    }

    private bool[] IsPositive(SyntheticData.DiscreteTable table) => Array.ConvertAll(table.Column(_labelPlace).ToArray(), code => code == 1);
}
