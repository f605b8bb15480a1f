using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A column of the profile, and into which public cells it divides people: each person is in exactly one.</summary>
public sealed record ProfileColumn
{
    /// <summary>A categorical column with a public vocabulary, or a numeric one.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Of a numeric column, 1 to 100 ascending whole numbers, in its unit: each begins a cell, and below the first is one more. Of a categorical one, none.</summary>
    public required IReadOnlyList<long> Edges { get; init; }

    /// <summary>The names of its cells in their order, without the last, which has no name and holds everybody else.</summary>
    /// <param name="agreement">The agreement in which the column stands.</param>
    public IReadOnlyList<string> NamesUnder(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return Edges.Count == 0
            ? PublicColumn.VocabularyOf(agreement, Column)?.Values ?? []
            :
            [
                string.Create(CultureInfo.InvariantCulture, $"below {Edges[0]}"),
                .. Edges.Zip(Edges.Skip(1), (from, to) => string.Create(CultureInfo.InvariantCulture, $"{from} to below {to}")),
                string.Create(CultureInfo.InvariantCulture, $"{Edges[^1]} or more"),
            ];
    }
}
