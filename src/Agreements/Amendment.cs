using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// What all parties change about a signed agreement: which measured policies may run, each until when, and where the
/// keys lie that are released to them. Everything else of the agreement, and its hash, stays.
/// </summary>
public sealed record Amendment
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-amendment/1";

    /// <summary>The COSE content type.</summary>
    public const string ContentType = "application/vnd.cleanroom.amendment+json";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>SHA-256 of the agreement's payload.</summary>
    public required Digest256 Agreement { get; init; }

    /// <summary>1 for the first amendment of the agreement, then 2, 3, …: none is left out and none stands twice.</summary>
    public required int Sequence { get; init; }

    /// <summary>SHA-256 of the payload of the amendment before; of the agreement for the first.</summary>
    public required Digest256 Previous { get; init; }

    /// <summary>Why, in words that every party signs; 1 to 4000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The whole list from <see cref="IssuedAt"/> on, 1 to 16, each once. What was accepted before and is not on it is not accepted any more.
    /// </summary>
    public required IReadOnlyList<AmendedMeasurement> HostData { get; init; }

    /// <summary>The datasets whose key-encryption key is another from now on, each once; the others keep theirs.</summary>
    public required IReadOnlyList<AmendedKey> Keys { get; init; }

    /// <summary>From when on it holds; later than that of the amendment before.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The policies that hold longest: the ones that keys are made for. What ends earlier keeps to the keys that it has.</summary>
    public IReadOnlyList<Digest256> LastingHostData() =>
        [.. HostData.Where(measurement => measurement.Until == HostData.Max(other => other.Until)).Select(measurement => measurement.HostData)];

    /// <summary>Writes an amendment as the JSON that is then signed as it is.</summary>
    /// <returns>Indented UTF-8 JSON that ends in a line feed.</returns>
    public byte[] WriteJson() => DocumentJson.WriteIndented(this);
}
