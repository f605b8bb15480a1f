using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether figures of an overlap are about the tables of the terms, each set and pair of them once, and the key of the query.</summary>
internal static class OverlapFit
{
    internal static bool Fits(Agreement agreement, OverlapTerms terms, OverlapQuery query, OverlapAnswer answer)
    {
        IReadOnlyList<DatasetId> tables = terms.Datasets;
        bool hasMany = tables.Count > 2;

        // A split depends on each person's most frequent value, which a cap on rows can change; nothing else is bounded.
        return answer.IntervalsCoverBounding == (query.Keys.Count == 0)
            && answer.Tables.Select(table => table.Dataset).SequenceEqual(tables)
            && answer.Regions.Count == (hasMany ? (1 << tables.Count) - 1 : 0)
            && answer.Regions.Index().All(each => each.Item.Datasets.SequenceEqual(tables.Where((_, i) => ((each.Index + 1) >> i & 1) == 1)))
            && answer.Pairs.Select(pair => (pair.First, pair.Second)).SequenceEqual(hasMany ? PairsOf(tables) : [])
            && PublicColumn.NamesFit(agreement, query.Keys, [.. answer.Segments.Select(segment => segment.Values)]);
    }

    private static IEnumerable<(DatasetId First, DatasetId Second)> PairsOf(IReadOnlyList<DatasetId> tables) =>
        tables.SelectMany((first, i) => tables.Skip(i + 1).Select(second => (first, second)));
}
