using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Authentication;

/// <summary>The bytes that a tag covers: MAC_structure. Source: RFC 9052 §6.3.</summary>
internal static class MacStructure
{
    /// <summary>HMAC 256/256: HMAC with SHA-256, not truncated.</summary>
    public const int Algorithm = 5;

    /// <summary>Bytes of a key, and of a tag.</summary>
    public const int Size = 32;

    /// <summary>For COSE_Mac0: context, protected header as received, no external data, payload.</summary>
    public static byte[] ForMac0(ReadOnlySpan<byte> protectedBytes, ReadOnlySpan<byte> payload)
    {
        CborWriter writer = new(CborConformanceMode.Canonical, initialCapacity: protectedBytes.Length + payload.Length + 64);
        writer.WriteStartArray(4);
        writer.WriteTextString("MAC0");
        writer.WriteByteString(protectedBytes);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
