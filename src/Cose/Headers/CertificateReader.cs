using System.Formats.Cbor;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Reads <c>x5chain</c> and <c>x5t</c>. Source: RFC 9360 §2. The certificates themselves are not parsed here.</summary>
internal static class CertificateReader
{
    public const int Sha256 = -16;
    private const int Sha384 = -43;
    private const int Sha512 = -44;

    public static bool TryChain(HeaderMap map, out List<ReadOnlyMemory<byte>> chain)
    {
        chain = [];
        if (map.Find(HeaderLabel.X5Chain) is not CborReader reader)
        {
            return true;
        }

        // One certificate is a byte string, several are an array of at least two.
        if (HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> single))
        {
            chain.Add(single);
            return single.Length > 0;
        }

        if (reader.PeekState() != CborReaderState.StartArray)
        {
            return false;
        }

        int count = reader.ReadStartArray() ?? 0;
        for (int i = 0; i < count; i++)
        {
            if (!HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> certificate) || certificate.IsEmpty)
            {
                return false;
            }

            chain.Add(certificate);
        }

        return count >= 2;
    }

    public static bool TryHash(HeaderMap map, out CoseCertificateHash? hash)
    {
        hash = null;
        if (map.Find(HeaderLabel.X5T) is not CborReader reader)
        {
            return true;
        }

        if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() != 2 ||
            !HeaderValue.TryInteger(reader, out long algorithm) || !HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> value) ||
            value.Length != Length(algorithm))
        {
            return false;
        }

        hash = new CoseCertificateHash((int)algorithm, value);
        return true;
    }

    public static bool Matches(CoseCertificateHash hash, ReadOnlySpan<byte> certificate)
    {
        byte[] computed = hash.HashAlgorithm switch
        {
            Sha256 => SHA256.HashData(certificate),
            Sha384 => SHA384.HashData(certificate),
            _ => SHA512.HashData(certificate),
        };
        return computed.AsSpan().SequenceEqual(hash.Value.Span);
    }

    private static int Length(long algorithm) => algorithm switch
    {
        Sha256 => 32,
        Sha384 => 48,
        Sha512 => 64,
        _ => -1,
    };
}
