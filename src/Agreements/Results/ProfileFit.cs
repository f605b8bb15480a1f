using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether a profile shows the query's columns, every cell of each once.</summary>
internal static class ProfileFit
{
    internal static bool Fits(Agreement agreement, ProfileTerms terms, ProfileQuery query, ProfileAnswer answer) =>
        !answer.IntervalsCoverBounding
        && answer.Columns.Select(column => column.Column).SequenceEqual(query.Columns)
        && answer.Columns.All(figures => terms.Columns.FirstOrDefault(column => column.Column == figures.Column) is { } column && Fits(column.NamesUnder(agreement), figures));

    private static bool Fits(IReadOnlyList<string> names, ProfileFigures figures) =>
        figures.Cells.Count == names.Count + 1
        && figures.Cells.Zip(names).All(pair => pair.First.Values.SequenceEqual([pair.Second]))
        && figures.Cells[^1].Values.Count == 0
        && figures.Cells.All(cell => cell.Index.Count <= 1);
}
