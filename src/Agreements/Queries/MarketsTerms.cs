using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Geo matched markets: outcomes by market and period, treated markets against a weighted mean of untreated ones. A person belongs to one market, that of the
/// person's profile.
/// </summary>
public sealed record MarketsTerms : QueryTerms
{
    /// <summary>The market, a column with a public vocabulary of 4 to 100 values; the most frequent one of a person counts.</summary>
    public required ColumnReference Market { get; init; }

    /// <summary>When an outcome happened, a timestamp or a date in the other table; one a row.</summary>
    public required ColumnReference OccurredAt { get; init; }

    /// <summary>Numeric columns of the outcomes, each with a public range, that may be summed up instead of counting rows; at most 4.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }

    /// <summary>The most periods of one query, 3 to 150.</summary>
    public required int MaximumPeriods { get; init; }

    /// <summary>L0: one person counts in at most so many periods, 1 to 150.</summary>
    public required int PeriodsPerPerson { get; init; }

    /// <summary>L∞: one person counts at most so many rows in a period, 1 to 1,000.</summary>
    public required int RowsPerPersonAndPeriod { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [OccurredAt.Dataset, Market.Dataset];
}
