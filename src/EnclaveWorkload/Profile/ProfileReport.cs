using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Profile;

/// <summary>Makes one column's figures of its noised cells, by post-processing alone.</summary>
internal sealed class ProfileReport
{
    private readonly NoisySum[] _inSegment;
    private readonly NoisySum[] _beside;

    /// <param name="cells">For each cell, people in the segment and people beside it.</param>
    /// <param name="widths">The noise's widths.</param>
    internal ProfileReport(ReadOnlySpan<long> cells, SumWidths widths)
    {
        _inSegment = new NoisySum[cells.Length / 2];
        _beside = new NoisySum[cells.Length / 2];
        for (int cell = 0; cell < _inSegment.Length; cell++)
        {
            _inSegment[cell] = new NoisySum(cells[2 * cell], 1, widths);
            _beside[cell] = new NoisySum(cells[(2 * cell) + 1], 1, widths);
        }
    }

    internal NoisySum Segment => Sum(_inSegment);

    internal NoisySum Beside => Sum(_beside);

    internal ProfileFigures Figures(ColumnReference column, IReadOnlyList<string> names) => new()
    {
        Column = column,
        Cells = [.. _inSegment.Select((_, cell) => Cell(cell < names.Count ? [names[cell]] : [], cell))],
    };

    private ProfileCell Cell(IReadOnlyList<string> name, int cell)
    {
        NoisySum otherInSegment = Sum(_inSegment.Where((_, other) => other != cell));
        NoisySum otherBeside = Sum(_beside.Where((_, other) => other != cell));
        return new ProfileCell
        {
            Values = name,
            InSegment = _inSegment[cell].ToFigure(),
            InBase = (_inSegment[cell] + _beside[cell]).ToFigure(),
            SegmentShare = NoisySum.Share(_inSegment[cell], otherInSegment),
            BaseShare = NoisySum.Share(_inSegment[cell] + _beside[cell], otherInSegment + otherBeside),
            Index = Index(_inSegment[cell], otherInSegment, _beside[cell], otherBeside),
        };
    }

    /// <summary>
    /// The quotient of the two shares. The four sums share no entry; all lie in their ranges at once with at least 95 %, and then each share lies between its
    /// extremes over the ranges, and the quotient between those of the quotients.
    /// </summary>
    private static Figure[] Index(NoisySum cell, NoisySum others, NoisySum besideCell, NoisySum besideOthers)
    {
        const int Together = 4;
        (double cellLow, double cellHigh) = cell.Range(Together);
        (double othersLow, double othersHigh) = others.Range(Together);
        (double besideLow, double besideHigh) = besideCell.Range(Together);
        (double restLow, double restHigh) = besideOthers.Range(Together);
        double baseLow = NoisySum.ShareOf(cellLow + besideLow, othersHigh + restHigh, ifEmpty: 0);
        double baseHigh = NoisySum.ShareOf(cellHigh + besideHigh, othersLow + restLow, ifEmpty: 1);
        if (baseLow <= 0)
        {
            return [];
        }

        double inSegment = NoisySum.ShareOf(Math.Max(cell.Value, 0), Math.Max(others.Value, 0), ifEmpty: 0);
        double inBase = NoisySum.ShareOf(Math.Max((double)cell.Value + besideCell.Value, 0), Math.Max((double)others.Value + besideOthers.Value, 0), ifEmpty: 0);
        return
        [
            EnclaveWorkload.Figures.Of(
                inBase > 0 ? 100 * inSegment / inBase : 0,
                100 * NoisySum.ShareOf(cellLow, othersHigh, ifEmpty: 0) / baseHigh,
                100 * NoisySum.ShareOf(cellHigh, othersLow, ifEmpty: 1) / baseLow),
        ];
    }

    private static NoisySum Sum(IEnumerable<NoisySum> sums) => sums.Aggregate((sum, next) => sum + next);
}
