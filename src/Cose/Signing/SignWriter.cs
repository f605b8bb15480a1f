using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose.Signing;

/// <summary>Writes a COSE_Sign from parts that are already encoded.</summary>
internal static class SignWriter
{
    public static byte[] Write(ReadOnlySpan<byte> bodyProtected, ReadOnlySpan<byte> payload, IReadOnlyList<EncodedSignature> signatures)
    {
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteTag(MessageTag.Sign);
        writer.WriteStartArray(4);
        writer.WriteByteString(bodyProtected);
        EmptyMap(writer);
        writer.WriteByteString(payload);
        writer.WriteStartArray(signatures.Count);
        foreach (EncodedSignature signature in signatures)
        {
            writer.WriteStartArray(3);
            writer.WriteByteString(signature.ProtectedBytes.Span);
            EmptyMap(writer);
            writer.WriteByteString(signature.Signature.Span);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void EmptyMap(CborWriter writer)
    {
        writer.WriteStartMap(0);
        writer.WriteEndMap();
    }
}
