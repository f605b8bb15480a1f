using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Rows that look like those of a table, joined to others by id or alone, in which nobody is: for prototypes, sharing and training outside the room. Identifiers are never among the columns.
/// </summary>
public sealed record SyntheticTerms : QueryTerms
{
    /// <summary>The most rows of an answer.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>A value, or item, that fewer people have is never chosen, whatever the owners' rules say beyond it.</summary>
    public const int LeastPeopleOfValue = 10;

    /// <summary>The most values, or items, of a column for which one person counts when they are chosen privately; which ones, a secret lot says.</summary>
    public const int MostValuesOfPerson = 8;

    /// <summary>The most columns.</summary>
    public const int MostColumns = 64;

    /// <summary>The table whose rows are learned.</summary>
    public required DatasetId Rows { get; init; }

    /// <summary>Tables whose columns the rows get by their person: the person's most frequent value there. Rows of people who are not in all of them do not count. None to three.</summary>
    public required IReadOnlyList<DatasetId> Joined { get; init; }

    /// <summary>The columns that a question may name.</summary>
    public required IReadOnlyList<SyntheticColumn> Columns { get; init; }

    /// <summary>What cannot occur; at most 10,000 pairs.</summary>
    public required IReadOnlyList<ImpossiblePair> Impossible { get; init; }

    /// <summary>K: at most so many rows of a person are learned from, 1 to 1,000; which ones, a secret lot says. Noise grows with it.</summary>
    public required int RowsPerPerson { get; init; }

    /// <summary>Rows of an answer at most, 1 to <see cref="MostRows"/>.</summary>
    public required int MaximumRows { get; init; }

    /// <summary>
    /// In thousandths: where an attacker who takes whoever is near to a made row for one of those that were learned from would gain more than this, by noisy figures, there is no answer and the budget is kept. Exact copies are
    /// the nearest of all. 1,000 lets everything pass.
    /// </summary>
    public required int MaximumAdvantagePermille { get; init; }

    /// <summary>
    /// In thousandths: where rare combinations of made rows fit exactly one person more often than those of people who were held out, by more than this and by noisy figures, there is no answer and the budget is kept. 1,000 lets
    /// everything pass.
    /// </summary>
    public required int MaximumSinglingOutPermille { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Rows, .. Joined];
}
