using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;

namespace EnclaveCleanRoom.Attestation;

/// <summary>What the certificate of an endorsement key says in AMD's own extensions.</summary>
/// <param name="Kind">VCEK when it names a chip, VLEK when it names a provider.</param>
/// <param name="ProductName">The processor line, on a VCEK with the stepping: <c>Milan-B0</c>.</param>
/// <param name="Tcb">The firmware versions that the key was derived for.</param>
/// <param name="HardwareId">The chip: 64 bytes, 8 on Turin; empty on a VLEK.</param>
/// <param name="ProviderId">The cloud provider that a VLEK was made for; null on a VCEK.</param>
/// <remarks>Source: AMD publication 57230 (VCEK certificate and KDS interface specification).</remarks>
internal sealed record EndorsementKey(
    SnpSigningKey Kind, string ProductName, TcbVersion Tcb, ReadOnlyMemory<byte> HardwareId, string? ProviderId)
{
    private const int LongHardwareId = 64;
    private const int ShortHardwareId = 8;

    // SPL4 to SPL7 number parts of the TCB that no firmware uses: a key made for a non-zero one is for a layout unknown here.
    private static readonly string[] s_unusedSvns =
        [CertificateOids.AmdSvn4, CertificateOids.AmdSvn5, CertificateOids.AmdSvn6, CertificateOids.AmdSvn7];

    /// <summary>Reads the extensions; false when a required one is absent, or any is malformed or of both kinds of key.</summary>
    public static bool TryRead(CertificateDer certificate, [NotNullWhen(true)] out EndorsementKey? key)
    {
        key = null;
        try
        {
            IReadOnlyDictionary<string, CertificateExtension> extensions = certificate.Extensions;
            if (!extensions.TryGetValue(CertificateOids.AmdProductName, out CertificateExtension name)
                || !TryReadTcb(extensions, out TcbVersion tcb))
            {
                return false;
            }

            bool hasHardwareId = extensions.TryGetValue(CertificateOids.AmdHardwareId, out CertificateExtension hardware);
            bool hasProvider = extensions.TryGetValue(CertificateOids.AmdProviderId, out CertificateExtension provider);
            ReadOnlyMemory<byte> hardwareId = default;
            if (hasHardwareId == hasProvider || (hasHardwareId && !TryReadHardwareId(hardware.Value, out hardwareId)))
            {
                return false;
            }

            key = new EndorsementKey(
                hasHardwareId ? SnpSigningKey.Vcek : SnpSigningKey.Vlek,
                ReadText(name.Value),
                tcb,
                hardwareId,
                hasProvider ? ReadText(provider.Value) : null);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>True when the product name is that of a part of <paramref name="product"/>'s line.</summary>
    public bool IsFor(SnpProduct product)
    {
        string line = ProductName.Split('-')[0];
        return product switch
        {
            SnpProduct.Milan => line == "Milan",
            SnpProduct.Genoa => line is "Genoa" or "Bergamo" or "Siena",
            SnpProduct.Turin => line == "Turin",
            _ => false,
        };
    }

    private static bool TryReadTcb(IReadOnlyDictionary<string, CertificateExtension> extensions, out TcbVersion tcb)
    {
        tcb = default;
        if (!TryReadSvn(extensions, CertificateOids.AmdBootloaderSvn, out byte bootloader)
            || !TryReadSvn(extensions, CertificateOids.AmdTeeSvn, out byte tee)
            || !TryReadSvn(extensions, CertificateOids.AmdSnpSvn, out byte snp)
            || !TryReadSvn(extensions, CertificateOids.AmdMicrocodeSvn, out byte microcode))
        {
            return false;
        }

        byte fmc = 0;
        if (extensions.ContainsKey(CertificateOids.AmdFmcSvn) && !TryReadSvn(extensions, CertificateOids.AmdFmcSvn, out fmc))
        {
            return false;
        }

        foreach (string unused in s_unusedSvns)
        {
            if (extensions.ContainsKey(unused) && (!TryReadSvn(extensions, unused, out byte svn) || svn != 0))
            {
                return false;
            }
        }

        tcb = new TcbVersion(bootloader, tee, snp, microcode, fmc);
        return true;
    }

    private static bool TryReadSvn(IReadOnlyDictionary<string, CertificateExtension> extensions, string oid, out byte svn)
    {
        svn = 0;
        if (!extensions.TryGetValue(oid, out CertificateExtension extension))
        {
            return false;
        }

        AsnReader reader = new(extension.Value, AsnEncodingRules.DER);
        BigInteger value = reader.ReadInteger();
        reader.ThrowIfNotEmpty();
        if (value < 0 || value > byte.MaxValue)
        {
            return false;
        }

        svn = (byte)value;
        return true;
    }

    // AMD puts the identifier straight into the extension; some certificates wrap it into an OCTET STRING of its own. The
    // lengths tell the two apart.
    private static bool TryReadHardwareId(ReadOnlyMemory<byte> value, out ReadOnlyMemory<byte> hardwareId)
    {
        hardwareId = value;
        if (value.Length is not (LongHardwareId or ShortHardwareId))
        {
            AsnReader reader = new(value, AsnEncodingRules.DER);
            hardwareId = reader.ReadOctetString();
            reader.ThrowIfNotEmpty();
        }

        return hardwareId.Length is LongHardwareId or ShortHardwareId;
    }

    private static string ReadText(ReadOnlyMemory<byte> value)
    {
        AsnReader reader = new(value, AsnEncodingRules.DER);
        string text = reader.ReadCharacterString(UniversalTagNumber.IA5String);
        reader.ThrowIfNotEmpty();
        return text;
    }
}
