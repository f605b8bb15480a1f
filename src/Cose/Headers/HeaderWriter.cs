using System.Formats.Cbor;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Writes protected headers. The writer's canonical mode sorts the keys; labels here are one or two bytes or text,
/// for which the orders of RFC 7049 and RFC 8949 agree.</summary>
internal static class HeaderWriter
{
    /// <summary>The content of a protected header: empty when there is nothing to say, otherwise one map.</summary>
    /// <param name="algorithm">The algorithm identifier, or null for a layer without one.</param>
    /// <param name="parameters">The other parameters.</param>
    public static byte[] Protected(int? algorithm, CoseHeaderParameters parameters)
    {
        CborWriter writer = new(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        int count = 0;

        if (algorithm is int id)
        {
            Label(HeaderLabel.Algorithm);
            writer.WriteInt32(id);
        }

        if (parameters.ContentType is string contentType)
        {
            Label(HeaderLabel.ContentType);
            writer.WriteTextString(contentType);
        }

        if (parameters.KeyId is ReadOnlyMemory<byte> keyId)
        {
            Label(HeaderLabel.KeyId);
            writer.WriteByteString(keyId.Span);
        }

        if (parameters.Claims is CwtClaims claims)
        {
            Label(HeaderLabel.CwtClaims);
            ClaimsWriter.Write(writer, claims);
        }

        if (parameters.X5Chain.Count > 0)
        {
            Label(HeaderLabel.X5Chain);
            Chain(writer, parameters.X5Chain);
            Label(HeaderLabel.X5T);
            writer.WriteStartArray(2);
            writer.WriteInt32(CertificateReader.Sha256);
            writer.WriteByteString(SHA256.HashData(parameters.X5Chain[0].Span));
            writer.WriteEndArray();
        }

        foreach ((string label, string value) in parameters.Texts)
        {
            TextLabel(label);
            writer.WriteTextString(value);
        }

        foreach ((string label, DateTimeOffset value) in parameters.Dates)
        {
            TextLabel(label);
            writer.WriteTag(CborTag.UnixTimeSeconds);
            writer.WriteInt64(value.ToUnixTimeSeconds());
        }

        writer.WriteEndMap();
        return count == 0 ? [] : writer.Encode();

        void Label(int label)
        {
            writer.WriteInt32(label);
            count++;
        }

        void TextLabel(string label)
        {
            ArgumentException.ThrowIfNullOrEmpty(label, nameof(parameters));
            writer.WriteTextString(label);
            count++;
        }
    }

    private static void Chain(CborWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        if (chain.Count == 1)
        {
            writer.WriteByteString(chain[0].Span);
            return;
        }

        writer.WriteStartArray(chain.Count);
        foreach (ReadOnlyMemory<byte> certificate in chain)
        {
            writer.WriteByteString(certificate.Span);
        }

        writer.WriteEndArray();
    }
}
