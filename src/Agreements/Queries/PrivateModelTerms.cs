using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// A model that predicts the label from both sides' columns, trained with differential privacy and released; with how well it predicts people held out of training. Every feature has
/// public bounds, a public vocabulary, is told apart by a public hash, or has bounds or a vocabulary that are selected privately and charged: nothing about a feature is read off the data for free.
/// </summary>
public sealed record PrivateModelTerms : QueryTerms
{
    /// <summary>The table whose rows are the examples.</summary>
    public required DatasetId Rows { get; init; }

    /// <summary>The table whose columns are joined to them.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>The outcome: a column of <see cref="Rows"/>, or, where only the partner's people are protected, of either table; one of <see cref="Partner"/> is positive for whom any row there is.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>The columns that become features, of either table, one at least of the rows. The label is none; numbers have a public range, or are left to be discovered.</summary>
    public required IReadOnlyList<ColumnReference> Features { get; init; }

    /// <summary>The kinds of model that a query may ask for.</summary>
    public required IReadOnlyList<PrivateModelKind> Kinds { get; init; }

    /// <summary>Whom the model protects, and so towards whom its ε holds.</summary>
    public required ProtectedPeople Protects { get; init; }

    /// <summary>So many in a hundred people are held out for measuring, chosen by a secret keyed hash, 10 to 90.</summary>
    public required int HeldOutPercent { get; init; }

    /// <summary>L∞: one person counts at most so many rows, in training and in measuring, 1 to 1,000.</summary>
    public required int RowsPerPerson { get; init; }

    /// <summary>Public, fixed number of score bins, 8 to 256.</summary>
    public required int ScoreBins { get; init; }

    /// <summary>Categories without a public vocabulary are told apart by a public hash into so many classes, or have a vocabulary of at most so many values selected, 2 to 4,096.</summary>
    public required int HashBuckets { get; init; }

    /// <summary>The most rounds of training a query may ask for, 1 to 40.</summary>
    public required int MaximumRounds { get; init; }

    /// <summary>The columns of <see cref="Rows"/> by one of which quality may be split, each with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Segments { get; init; }

    /// <summary>What the model is for, 1 to 2,000 characters; the model's card repeats it.</summary>
    public required string IntendedUse { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Rows, Partner];

    /// <summary>
    /// Whether features are read from the partner's rows: always where everybody is protected; where only the partner's people are, if a column of the partner's is named. These columns are then protected too, and the rows'
    /// own are not: which is which follows from who owns the tables.
    /// </summary>
    [JsonIgnore]
    public bool ReadsPartner => Protects == ProtectedPeople.Everybody || Features.Any(feature => feature.Dataset == Partner);

    /// <summary>Whether a column is known to the one recipient, so that its vocabulary or bounds may be read off its rows.</summary>
    /// <param name="column">A column of the tables.</param>
    public bool Knows(ColumnReference column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Protects == ProtectedPeople.Partner && column.Dataset == Rows;
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HoldsTowardRecipientOnly => Protects == ProtectedPeople.Partner;
}
