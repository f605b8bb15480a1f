using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>The two structures that are authenticated or derived from, but not carried.</summary>
internal static class EncryptionStructure
{
    /// <summary>The associated data of the content: Enc_structure. Source: RFC 9052 §5.3.</summary>
    public static byte[] AssociatedData(ReadOnlySpan<byte> protectedBytes, ReadOnlySpan<byte> externalAad)
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteStartArray(3);
        writer.WriteTextString("Encrypt");
        writer.WriteByteString(protectedBytes);
        writer.WriteByteString(externalAad);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The context of the key derivation: COSE_KDF_Context without party information. Source: RFC 9053 §5.2.</summary>
    /// <param name="recipientProtected">The recipient's protected header, which is bound to the derived key in this way.</param>
    public static byte[] KdfContext(ReadOnlySpan<byte> recipientProtected)
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteStartArray(4);
        writer.WriteInt32(EncryptionParameters.KeyWrapAlgorithm);
        NoParty(writer);
        NoParty(writer);
        writer.WriteStartArray(2);
        writer.WriteInt32(EncryptionParameters.KeySize * 8);
        writer.WriteByteString(recipientProtected);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void NoParty(CborWriter writer)
    {
        writer.WriteStartArray(3);
        writer.WriteNull();
        writer.WriteNull();
        writer.WriteNull();
        writer.WriteEndArray();
    }
}
