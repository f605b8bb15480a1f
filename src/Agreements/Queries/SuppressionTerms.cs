using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Which of the recipient's own people are in a partner's table, so that they can be left out of a campaign: for each of them one answer, yes or no, that is wrong with a known probability
/// (randomised response). The list goes to the party that owns these people, and to nobody else.
/// </summary>
public sealed record SuppressionTerms : QueryTerms
{
    /// <summary>The recipient's own table: its people are answered for.</summary>
    public required DatasetId Own { get; init; }

    /// <summary>The partner's table: whether somebody is in it is what is protected.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>At most so many people of the recipient's table are answered for, 1 to <see cref="Answers.HashedIdList.MaximumCount"/>; which ones, of more, a secret lot says.</summary>
    public required int MaximumPeople { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Own, Partner];

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HoldsTowardRecipientOnly => true;
}
