using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>A release policy as its owner sent it.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Data">The policy's JSON in base64url, kept byte for byte.</param>
/// <param name="IsImmutable">Whether it can never be changed, not even by the key's owner.</param>
internal sealed record StoredPolicy(string ContentType, string Data, bool IsImmutable)
{
    /// <summary>Reads a policy as it is sent.</summary>
    /// <param name="data">base64url, with or without padding.</param>
    /// <returns>Null when it is no policy of a known version.</returns>
    public static ReleasePolicy? TryRead(string data) =>
        Base64UrlText.TryDecodePadded(data, out byte[]? json) && ReleasePolicy.TryParse(json, out ReleasePolicy? policy, out _) ? policy : null;
}
