using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The certificate authorities trusted for the services the enclave speaks to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SystemServiceRoots), "system")]
[JsonDerivedType(typeof(NamedServiceRoots), "named")]
public abstract record ServiceRoots;

/// <summary>The operating system's store, inside the measured image.</summary>
public sealed record SystemServiceRoots : ServiceRoots;

/// <summary>Exactly these roots and no others.</summary>
public sealed record NamedServiceRoots : ServiceRoots
{
    /// <summary>DER certificates, base64; 1 to 16.</summary>
    public required IReadOnlyList<byte[]> Certificates { get; init; }
}
