namespace EnclaveCleanRoom.Attestation;

/// <summary>A certificate of the chain, for reading.</summary>
/// <param name="Role">What it is: <c>VCEK</c>, <c>VLEK</c>, <c>signing key</c> or <c>root</c>.</param>
/// <param name="Subject">Its common name.</param>
/// <param name="Issuer">The common name of who signed it, as it says.</param>
/// <param name="NotBefore">The first moment of validity.</param>
/// <param name="NotAfter">The last moment of validity.</param>
/// <param name="Fingerprint">SHA-256 of its DER.</param>
/// <param name="Detail">What a leaf says beside that: line, firmware, and chip or provider; empty for the others.</param>
public sealed record ChainCertificate(
    string Role, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, Digest256 Fingerprint, string Detail)
{
    /// <summary>The certificates of a chain, from the endorsement key to the root.</summary>
    /// <param name="chain">The chain, whatever it is worth.</param>
    public static IReadOnlyList<ChainCertificate> Of(CertificateChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        EndorsementKey key = chain.EndorsementKey;
        bool isChip = key.Kind == SnpSigningKey.Vcek;
        string whose = isChip ? "chip " + Convert.ToHexStringLower(key.HardwareId.Span) : $"provider {key.ProviderId}";
        return
        [
            Of(isChip ? "VCEK" : "VLEK", chain.Leaf, $"{key.ProductName}, {key.Tcb}, {whose}"),
            Of("signing key", chain.Intermediate, ""),
            Of("root", chain.Root, ""),
        ];
    }

    private static ChainCertificate Of(string role, CertificateDer certificate, string detail) => new(
        role, certificate.CommonName, certificate.IssuerCommonName, certificate.NotBefore, certificate.NotAfter, certificate.Fingerprint, detail);
}
