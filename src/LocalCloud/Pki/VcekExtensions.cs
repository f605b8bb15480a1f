using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>The extensions by which a VCEK says which chip, at which firmware levels, holds its key.</summary>
/// <remarks>Source: AMD, Versioned Chip Endorsement Key Certificate and KDS Interface Specification, table "Custom extensions".</remarks>
internal static class VcekExtensions
{
    /// <summary>The length of a chip id in bytes.</summary>
    public const int ChipIdSize = 64;

    private const string Arc = "1.3.6.1.4.1.3704.1.";

    private const string ChipIdOid = Arc + "4";

    /// <summary>The extensions in the order in which AMD's key service writes them.</summary>
    public static IEnumerable<X509Extension> Create(TcbVersion levels, ReadOnlySpan<byte> chipId) =>
    [
        Integer("1", 0),
        ProductName("Milan-B0"),
        Integer("3.1", levels.Bootloader),
        Integer("3.2", levels.Tee),
        Integer("3.4", 0),
        Integer("3.5", 0),
        Integer("3.6", 0),
        Integer("3.7", 0),
        Integer("3.3", levels.Snp),
        Integer("3.8", levels.Microcode),
        // The chip id lies in its extension as it is, without a DER header of its own.
        new X509Extension(ChipIdOid, chipId, critical: false),
    ];

    /// <summary>The chip id that a certificate names.</summary>
    public static byte[] ChipIdOf(X509Certificate2 vcek) => vcek.Extensions[ChipIdOid]!.RawData;

    private static X509Extension Integer(string branch, int value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return new X509Extension(Arc + branch, writer.Encode(), critical: false);
    }

    private static X509Extension ProductName(string name)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.IA5String, name);
        return new X509Extension(Arc + "2", writer.Encode(), critical: false);
    }
}
