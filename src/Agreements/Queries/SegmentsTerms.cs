using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Rows, people, outcomes, amounts and their ratios, of joined rows by up to three columns of either side.</summary>
public sealed record SegmentsTerms : QueryTerms
{
    /// <summary>The most columns that a question may group by.</summary>
    public const int MostKeys = 3;

    /// <summary>The table whose rows are counted.</summary>
    public required DatasetId Rows { get; init; }

    /// <summary>The other tables, none to three; a counted row's person must occur in each.</summary>
    public required IReadOnlyList<DatasetId> Partners { get; init; }

    /// <summary>The columns by which a query may group, of either table.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The columns by which a query may choose rows: with a public vocabulary, of either table, or with public bounds, of the counted one.</summary>
    public required IReadOnlyList<ColumnReference> Filters { get; init; }

    /// <summary>The outcomes that may be counted, at most 8, of the counted table.</summary>
    public required IReadOnlyList<ColumnReference> Outcomes { get; init; }

    /// <summary>The numbers that may be summed, at most 8, of the counted table.</summary>
    public required IReadOnlyList<AmountTerms> Amounts { get; init; }

    /// <summary>The most groups that are noised, shown or not; so many draws are made whatever the data, 1 to 100,000.</summary>
    public required int MaximumGroups { get; init; }

    /// <summary>L0: one person counts in at most so many groups, 1 to 1,000.</summary>
    public required int GroupsPerPerson { get; init; }

    /// <summary>L∞: one person counts at most so many rows in a group, 1 to 10,000.</summary>
    public required int RowsPerPersonAndGroup { get; init; }

    /// <summary>A discovered group with fewer people is never reported, at least 1.</summary>
    public required int MinimumPeople { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Rows, .. Partners];

    /// <summary>The terms of an amount, or <see langword="null"/> when that column may not be summed.</summary>
    /// <param name="column">The column.</param>
    public AmountTerms? FindAmount(ColumnReference column) => Amounts.FirstOrDefault(amount => amount.Column == column);
}
