namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Whom to believe: the roots of hardware, of utility VMs, of attestation tokens and of services. They come from the agreement
/// and from nowhere else; a simulated root is believed only where it is named here.
/// </summary>
public sealed record TrustAnchors
{
    /// <summary>The hardware roots.</summary>
    public required IReadOnlyList<HardwareAnchor> Hardware { get; init; }

    /// <summary>The publishers of utility VMs.</summary>
    public required IReadOnlyList<UvmAnchor> UtilityVms { get; init; }

    /// <summary>The one attestation service whose tokens are believed.</summary>
    public required AttestationAuthority Authority { get; init; }

    /// <summary>Which of that service's signers are believed.</summary>
    public required TokenSignerTrust TokenSigners { get; init; }

    /// <summary>Which TLS roots the service and the key vaults must chain to.</summary>
    public required ServiceTrust Services { get; init; }

    /// <summary>AMD's roots, Microsoft's utility VM, and one of Azure's attestation services.</summary>
    public static TrustAnchors Azure(AttestationAuthority authority) => new()
    {
        Hardware = HardwareAnchor.Amd,
        UtilityVms = [UvmAnchor.MicrosoftContainerPlatform],
        Authority = authority,
        TokenSigners = TokenSignerTrust.AsPublished,
        Services = ServiceTrust.System,
    };
}
