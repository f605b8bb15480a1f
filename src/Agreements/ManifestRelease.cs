using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>What it takes to unwrap the data keys of a file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VaultRelease), "vault")]
[JsonDerivedType(typeof(DualRelease), "dual")]
public abstract record ManifestRelease;

/// <summary>The vault's key alone.</summary>
public sealed record VaultRelease : ManifestRelease;

/// <summary>The vault's key, and the owner's share, which travels in grants.</summary>
public sealed record DualRelease : ManifestRelease
{
    /// <summary>What tells this share from others, and tells nothing about it.</summary>
    public required Digest256 ShareDigest { get; init; }
}
