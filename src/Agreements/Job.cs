using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>A question put to one instance by one requester.</summary>
public sealed record Job : IAgreementDocument
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-job/1";

    /// <inheritdoc/>
    public static string ContentType => "application/vnd.cleanroom.job+json";

    /// <inheritdoc/>
    /// <remarks>A question that names all 10,000 values of a vocabulary, 20 characters each, takes 225 KiB; the usual one 1 KiB.</remarks>
    public static int LargestUnder(Agreement agreement) => 256 << 10;

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <inheritdoc/>
    public required Digest256 Agreement { get; init; }

    /// <summary>Unique under the agreement; the same id never computes twice.</summary>
    public required JobId Id { get; init; }

    /// <summary>Who asks, and signs.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>RFC 7638 thumbprint of the signing key of the instance that is asked.</summary>
    public required Digest256 Instance { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From this moment it is no longer admitted.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The question.</summary>
    public required Query Query { get; init; }

    /// <inheritdoc/>
    public PartyId? ExpectedSigner(Agreement agreement) => Requester;

    /// <inheritdoc/>
    public string? FindProblem(Agreement agreement) =>
        Format != CurrentFormat ? $"format is '{Format}', not '{CurrentFormat}'"
        : Expires <= IssuedAt ? "it expires before it is issued"
        : null;
}
