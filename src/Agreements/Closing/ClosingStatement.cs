using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Closing;

/// <summary>
/// What an instance spent of everything that one owner granted it, and that it spends no more of it: what the owner granted and this
/// does not name as spent is the owner's again. Payload of a COSE_Sign1 by the instance's attested key.
/// </summary>
public sealed record ClosingStatement
{
    /// <summary>The format this code writes and reads.</summary>
    public const string CurrentFormat = "cleanroom-closing/1";

    /// <summary>The content type of its envelope.</summary>
    public const string ContentType = "application/vnd.cleanroom.closing+json";

    /// <summary><see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The agreement's hash.</summary>
    public required Digest256 Agreement { get; init; }

    /// <summary>Whose grants are closed.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>The thumbprint of the instance's signing key.</summary>
    public required Digest256 Instance { get; init; }

    /// <summary>What each requester spent, each once; who is not named spent nothing.</summary>
    public required IReadOnlyList<SpentBudget> Spent { get; init; }

    /// <summary>From when on nothing more is spent.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The instance's evidence document, base64url.</summary>
    public required string Evidence { get; init; }
}
