using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="MarketsTerms"/>. Periods are of one length and follow one another from a start: first those before the treatment, then those since.</summary>
public sealed record MarketsQuery : Query
{
    /// <summary>The treated markets, of the vocabulary; enough untreated ones must be left to compare with.</summary>
    public required IReadOnlyList<string> Treated { get; init; }

    /// <summary>The beginning of the first period, in whole seconds, 1970 to 2199.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The length of each period, 3,600 to 31,622,400 seconds; 604,800 is a week.</summary>
    public required long PeriodSeconds { get; init; }

    /// <summary>Periods before the treatment, at least 2.</summary>
    public required int PrePeriods { get; init; }

    /// <summary>Periods since the treatment, at least 1.</summary>
    public required int PostPeriods { get; init; }

    /// <summary>None: rows are counted. One of the terms' values: it is summed up.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }

    /// <summary>All periods; what stands in a query that nobody admitted may be more than an integer holds, and is cut to that.</summary>
    [JsonIgnore]
    public int Periods => (int)Math.Clamp((long)PrePeriods + PostPeriods, int.MinValue, int.MaxValue);
}
