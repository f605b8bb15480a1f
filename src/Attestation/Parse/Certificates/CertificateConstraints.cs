using System.Formats.Asn1;

namespace EnclaveCleanRoom.Attestation;

/// <summary>What a certificate's key may be used for (RFC 5280 §4.2.1.3, §4.2.1.9, §4.2.1.12).</summary>
internal static class CertificateConstraints
{
    private const int KeyCertSignBit = 5;

    /// <summary>
    /// True when basic constraints say CA, their path length allows <paramref name="authoritiesBelow"/> further ones, and key
    /// usage, which must be present, allows signing certificates.
    /// </summary>
    public static bool IsCertificateAuthority(CertificateDer certificate, int authoritiesBelow = 0)
    {
        if (!certificate.Extensions.TryGetValue(CertificateOids.BasicConstraints, out CertificateExtension constraints)
            || !certificate.Extensions.TryGetValue(CertificateOids.KeyUsage, out CertificateExtension usage))
        {
            return false;
        }

        try
        {
            AsnReader sequence = new AsnReader(constraints.Value, AsnEncodingRules.DER).ReadSequence();
            bool isAuthority = sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && sequence.ReadBoolean();
            bool isLongEnough = !sequence.HasData || (sequence.TryReadInt32(out int pathLength) && pathLength >= authoritiesBelow);
            byte[] bits = new AsnReader(usage.Value, AsnEncodingRules.DER).ReadBitString(out _);
            return isAuthority && isLongEnough && bits.Length > 0 && (bits[0] & (0x80 >> KeyCertSignBit)) != 0;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>True when the extended key usage names <paramref name="oid"/>.</summary>
    public static bool HasExtendedKeyUsage(CertificateDer certificate, string oid)
    {
        if (!certificate.Extensions.TryGetValue(CertificateOids.ExtendedKeyUsage, out CertificateExtension usage))
        {
            return false;
        }

        try
        {
            AsnReader sequence = new AsnReader(usage.Value, AsnEncodingRules.DER).ReadSequence();
            bool found = false;
            while (sequence.HasData)
            {
                found |= sequence.ReadObjectIdentifier() == oid;
            }

            return found;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
