using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Reference values and trust anchors: which enclave may open the data, and whose word counts about it.</summary>
public sealed record EnclaveTerms
{
    /// <summary>
    /// The measured policies that may run, by SHA-256: what a report's host data must be one of. At least one. Of an amended agreement
    /// those of its newest amendment; whether one is in force at a moment, <see cref="SignedAgreement.ReferenceValuesAt"/> says.
    /// </summary>
    public required IReadOnlyList<Digest256> HostData { get; init; }

    /// <summary>The lowest firmware and microcode levels accepted, by line of processors; a line that is not listed is not accepted.</summary>
    public required IReadOnlyList<TcbTerms> MinimumTcb { get; init; }

    /// <summary>The lowest security version of the utility VM that is accepted, as its endorsement states it.</summary>
    public required int MinimumUvmSvn { get; init; }

    /// <summary>The roots of the hardware vendor, by the SHA-256 of their certificates. A root that only simulates has to be named here like any other.</summary>
    public required IReadOnlyList<HardwareRootTerms> HardwareRoots { get; init; }

    /// <summary>The <c>did:x509</c> issuer of utility VM endorsements.</summary>
    public required string UvmIssuer { get; init; }

    /// <summary>The feed of utility VM endorsements.</summary>
    public required string UvmFeed { get; init; }

    /// <summary>The attestation service whose tokens release keys; exactly the tokens' issuer, <c>https://host</c>.</summary>
    public required string AttestationAuthority { get; init; }

    /// <summary>Whom the enclave and the owners' clients trust for TLS and for the key vault's signatures.</summary>
    public required ServiceRoots ServiceRoots { get; init; }

    /// <summary>Writes the terms in the form in which an agreement's JSON holds them, so that a draft can take them over.</summary>
    /// <returns>Indented UTF-8 JSON that ends in a line feed.</returns>
    public byte[] WriteJson() => DocumentJson.WriteIndented(this);

    /// <summary>Whom to believe, as the verifier takes it.</summary>
    /// <exception cref="FormatException">The terms are not those of an agreement that was accepted.</exception>
    public TrustAnchors ToTrustAnchors() => new()
    {
        Hardware = [.. HardwareRoots.Select(root => new HardwareAnchor(root.Name, root.Product, root.Certificate))],
        UtilityVms = [UvmAnchor.TryParse(UvmIssuer, UvmFeed, out UvmAnchor? anchor) ? anchor : throw new FormatException("The UVM issuer is no did:x509.")],
        Authority = Attestation.AttestationAuthority.Parse(AttestationAuthority),
        TokenSigners = TokenSignerTrust.AsPublished,
        Services = ServiceRoots is NamedServiceRoots named
            ? ServiceTrust.Named([.. named.Certificates.Select(certificate => (ReadOnlyMemory<byte>)certificate)])
            : ServiceTrust.System,
    };

    /// <summary>What is acceptable, as the verifier takes it. Which measured policies are is a question of time: see <see cref="SignedAgreement.ReferenceValuesAt"/>.</summary>
    internal ReferenceValues ToReferenceValues(IEnumerable<Digest256> hostData) => new()
    {
        Owner = "agreement",
        HostData = hostData.ToHashSet(),
        DeniedHostData = new HashSet<Digest256>(),
        MinimumTcb = MinimumTcb.ToDictionary(
            terms => terms.Product,
            terms => new TcbVersion(terms.Bootloader, terms.Tee, terms.Snp, terms.Microcode, terms.Fmc)),
        MinimumUvmSvn = MinimumUvmSvn,
    };
}
