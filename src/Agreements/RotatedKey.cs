using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>One data key that was wrapped anew.</summary>
public sealed record RotatedKey
{
    /// <summary>SHA-256 of the key as it was wrapped when the file was made: the digest by which the manifest knows it.</summary>
    public required Digest256 KeyDigest { get; init; }

    /// <summary>The same key, wrapped under the new version of the key-encryption key.</summary>
    [JsonConverter(typeof(Base64UrlConverter))]
    public required byte[] Wrapped { get; init; }
}
