using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Signing;

/// <summary>The bytes that a signature covers: Sig_structure. Source: RFC 9052 §4.4.</summary>
internal static class SignatureStructure
{
    /// <summary>For COSE_Sign1: context, protected header as received, external data, payload.</summary>
    public static byte[] ForSign1(ReadOnlySpan<byte> protectedBytes, ReadOnlySpan<byte> externalAad, ReadOnlySpan<byte> payload)
    {
        CborWriter writer = Start(4, "Signature1", protectedBytes, payload.Length + externalAad.Length);
        return Finish(writer, externalAad, payload);
    }

    /// <summary>For one signature of a COSE_Sign: the signer's protected header follows the message's.</summary>
    public static byte[] ForSign(
        ReadOnlySpan<byte> bodyProtected, ReadOnlySpan<byte> signerProtected, ReadOnlySpan<byte> externalAad, ReadOnlySpan<byte> payload)
    {
        CborWriter writer = Start(5, "Signature", bodyProtected, signerProtected.Length + payload.Length + externalAad.Length);
        writer.WriteByteString(signerProtected);
        return Finish(writer, externalAad, payload);
    }

    private static CborWriter Start(int elements, string context, ReadOnlySpan<byte> protectedBytes, int more)
    {
        CborWriter writer = new(CborConformanceMode.Canonical, initialCapacity: protectedBytes.Length + more + 64);
        writer.WriteStartArray(elements);
        writer.WriteTextString(context);
        writer.WriteByteString(protectedBytes);
        return writer;
    }

    private static byte[] Finish(CborWriter writer, ReadOnlySpan<byte> externalAad, ReadOnlySpan<byte> payload)
    {
        writer.WriteByteString(externalAad);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
