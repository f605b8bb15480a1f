namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>A release policy as its owner sent it.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Data">The policy's JSON in base64url, kept byte for byte.</param>
/// <param name="IsImmutable">Whether it can never be changed, not even by the key's owner.</param>
internal sealed record StoredPolicy(string ContentType, string Data, bool IsImmutable);
