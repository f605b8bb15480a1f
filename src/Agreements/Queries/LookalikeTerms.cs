using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Which people of an audience resemble a partner's customers most: a model is trained to tell the customers, the seed, from the rest by what the audience's owner knows of its people, with
/// differential privacy for who is in the seed; the best-scored people are listed, for the audience's owner alone.
/// </summary>
public sealed record LookalikeTerms : QueryTerms
{
    /// <summary>The default of <see cref="MinimumSeed"/>.</summary>
    public const int UsualMinimumSeed = 500;

    /// <summary>The partner's table, whose people are the seed; nothing but their ids is opened.</summary>
    public required DatasetId Seed { get; init; }

    /// <summary>The recipient's own table: its people are scored, by its columns.</summary>
    public required DatasetId Audience { get; init; }

    /// <summary>The columns of the audience that the model sees: categories with a public vocabulary, numbers with a public range, labels. Of a person's rows the most frequent category counts, and the mean.</summary>
    public required IReadOnlyList<ColumnReference> Features { get; init; }

    /// <summary>A table of an audience that exists already, of which it is said how many of its people the segment has: one or none.</summary>
    public required IReadOnlyList<DatasetId> Existing { get; init; }

    /// <summary>So many in a hundred people of the audience are held out of training, by a secret keyed hash, so that relevance is measured on people the model has not seen, 10 to 50.</summary>
    public required int HeldOutPercent { get; init; }

    /// <summary>With fewer people of the seed in the audience, as noised and charged, there is no segment: 1 to 1,000,000; <see cref="UsualMinimumSeed"/> where the member is absent.</summary>
    public int MinimumSeed { get; init; } = UsualMinimumSeed;

    /// <summary>The sizes a query may ask for, 1 to 20, each once; relevance and recall are told for all of them.</summary>
    public required IReadOnlyList<SegmentSize> Sizes { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Audience, Seed, .. Existing];

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HoldsTowardRecipientOnly => true;
}
