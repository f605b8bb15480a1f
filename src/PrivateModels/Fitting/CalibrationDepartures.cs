using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The sums that recalibrate where some columns, and outcomes or not, are protected: a known part, and what the protected parts change, clipped a person.</summary>
/// <remarks>
/// A row adds to <see cref="Calibration"/>'s five entries what it adds with the protected parts of its person less what it would add without: its step of the score changes too, so the entries are shared and the length is
/// taken of the difference as a whole, exactly. A person's rows are shortened together until the lengths, in units of W, add up to at most R. As for <see cref="DepartureSums"/>, whose person's protected parts are
/// gone adds nothing, and nobody else changes: the Euclidean norm moves by at most W·R.
/// </remarks>
internal sealed class CalibrationDepartures
{
    private readonly BinnedRows _rows;
    private readonly bool _areLabelsKnown;
    private readonly double[] _scores;
    private readonly double[] _knownScores;

    internal CalibrationDepartures(BinnedRows rows, IReadOnlyList<Partition> partitions, bool[] isProtected, bool areLabelsKnown)
    {
        (_rows, _areLabelsKnown) = (rows, areLabelsKnown);
        (_scores, _knownScores) = (new double[rows.RowCount], new double[rows.RowCount]);
        CellSums.ScoreRows(partitions, 0, _scores);
        DepartureSums.ScoreKnown(partitions, isProtected, 0, _knownScores);
    }

    /// <summary>The vector that is released, and the one that is known.</summary>
    internal (long[] Moved, long[] Known) Sums(Calibration calibration, ResidualScale scale, NoisyCounts mechanism)
    {
        (long[] moved, long[] known) = (new long[mechanism.Length], new long[mechanism.Length]);
        long[][] differences = [.. Enumerable.Range(0, _rows.MostRowsOfAPerson).Select(_ => new long[mechanism.Length])];
        for (int person = 0; person + 1 < _rows.Starts.Length; person++)
        {
            int start = _rows.Starts[person];
            int count = _rows.Starts[person + 1] - start;
            long total = 0;
            for (int i = 0; i < count; i++)
            {
                Array.Clear(differences[i]);
                calibration.Add(differences[i], _scores[start + i], _rows.Labels[start + i], scale, 1);
                calibration.Add(differences[i], _knownScores[start + i], _areLabelsKnown && _rows.Labels[start + i], scale, -1);
                calibration.Add(known, _knownScores[start + i], _areLabelsKnown && _rows.Labels[start + i], scale, 1);
                total += LengthOf(differences[i]);
            }

            for (int i = 0; i < count; i++)
            {
                for (int entry = 0; entry < moved.Length; entry++)
                {
                    moved[entry] += total <= scale.Radius ? differences[i][entry] : (long)((Int128)differences[i][entry] * scale.Radius / total);
                }
            }
        }

        return (moved, known);
    }

    /// <summary>Rounded up, and by one more for what the root's own rounding may have taken.</summary>
    private static long LengthOf(long[] difference)
    {
        double square = 0;
        foreach (long entry in difference)
        {
            square += (double)entry * entry;
        }

        return square == 0 ? 0 : (long)Math.Ceiling(Math.Sqrt(square / Calibration.SquaredWeights)) + 1;
    }
}
