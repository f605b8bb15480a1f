namespace EnclaveCleanRoom.Attestation;

/// <summary>Which signers of an authority's tokens are believed.</summary>
public sealed record TokenSignerTrust
{
    private readonly HashSet<Digest256>? _pins;

    private TokenSignerTrust(HashSet<Digest256>? pins) => _pins = pins;

    /// <summary>
    /// Whatever keys the authority publishes at its address: trust then rests on TLS to that address. Azure's services rotate
    /// their self-signed signing certificates, so this is the ordinary choice for them.
    /// </summary>
    public static TokenSignerTrust AsPublished { get; } = new((HashSet<Digest256>?)null);

    /// <summary>Only the certificates with these fingerprints.</summary>
    /// <param name="certificates">SHA-256 of each signing certificate's DER; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static TokenSignerTrust Pinned(params IReadOnlyCollection<Digest256> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return certificates.Count > 0
            ? new TokenSignerTrust([.. certificates])
            : throw new ArgumentException("No pinned signer means that no token is believed.", nameof(certificates));
    }

    /// <summary>True for <see cref="AsPublished"/>.</summary>
    public bool IsAsPublished => _pins is null;

    /// <summary>The pinned fingerprints in ascending order of their text; empty for <see cref="AsPublished"/>.</summary>
    public IReadOnlyList<Digest256> Pins => [.. (_pins ?? []).OrderBy(pin => pin.ToString(), StringComparer.Ordinal)];

    /// <summary>True when a signer with this certificate is believed.</summary>
    internal bool Allows(Digest256 certificate) => _pins is null || _pins.Contains(certificate);
}
