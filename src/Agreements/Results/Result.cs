using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>
/// What leaves the room: the answer with everything somebody needs to believe it. Signed by the instance's attested
/// key, and verified offline from the embedded evidence.
/// </summary>
public sealed record Result
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-result/1";

    /// <summary>The longest payload that is read: a list of <see cref="HashedIdList.MaximumCount"/> people comes near it.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>The COSE content type.</summary>
    public const string ContentType = "application/vnd.cleanroom.result+json";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>SHA-256 of the agreement's payload.</summary>
    public required Digest256 Agreement { get; init; }

    /// <summary>The job it answers.</summary>
    public required JobId Job { get; init; }

    /// <summary>SHA-256 of the job's signed payload.</summary>
    public required Digest256 JobDigest { get; init; }

    /// <summary>Who asked.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>To whom it is encrypted, and nobody else.</summary>
    public required IReadOnlyList<PartyId> Recipients { get; init; }

    /// <summary>The question.</summary>
    public required Query Query { get; init; }

    /// <summary>The data it was computed from: each dataset's version and manifest, and how old its consents are.</summary>
    public required IReadOnlyList<ResultDataset> Datasets { get; init; }

    /// <summary>SHA-256 of the payload of each grant it was spent under.</summary>
    public required IReadOnlyList<Digest256> Grants { get; init; }

    /// <summary>When it was signed, by the room's clock.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The mechanisms that made it.</summary>
    public required IReadOnlyList<MechanismEntry> Mechanisms { get; init; }

    /// <summary>What it cost.</summary>
    public required PrivacyStatement Privacy { get; init; }

    /// <summary>What is left after it, for each owner's budget of the requester.</summary>
    public required IReadOnlyList<BudgetLeft> BudgetsLeft { get; init; }

    /// <summary>The instance's evidence document, base64url; its runtime claims hold the key that signed this result.</summary>
    public required string Evidence { get; init; }
}
