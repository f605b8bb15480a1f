using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Interprets a pair of header maps: types and ranges of registered parameters, and the rules between the two.</summary>
internal static class HeaderReader
{
    /// <summary>Reads the protected and unprotected headers of one layer (a message, a signature, a recipient).</summary>
    public static CoseFailure Read(
        HeaderMap protectedMap, HeaderMap unprotectedMap, out CoseHeaders protectedHeaders, out CoseHeaders unprotectedHeaders)
    {
        (protectedHeaders, unprotectedHeaders) = (new CoseHeaders(protectedMap), new CoseHeaders(unprotectedMap));
        if (protectedMap.Labels.Any(unprotectedMap.Contains))
        {
            return CoseFailure.LabelInBothHeaders;
        }

        CoseFailure failure = CriticalReader.Check(protectedMap, unprotectedMap);
        if (failure == CoseFailure.None && TryRead(protectedMap, out CoseHeaders? first, out failure) &&
            TryRead(unprotectedMap, out CoseHeaders? second, out failure))
        {
            (protectedHeaders, unprotectedHeaders) = (first, second);
        }

        return failure;
    }

    private static bool TryRead(HeaderMap map, [NotNullWhen(true)] out CoseHeaders? headers, out CoseFailure failure)
    {
        headers = null;
        failure = CoseFailure.InvalidHeaderValue;
        if (!TryContentType(map, out string? contentType, out int? contentFormat) || !TryKeyId(map, out ReadOnlyMemory<byte>? keyId) ||
            !CertificateReader.TryChain(map, out List<ReadOnlyMemory<byte>> chain) ||
            !CertificateReader.TryHash(map, out CoseCertificateHash? hash))
        {
            return false;
        }

        CwtClaims? claims = null;
        if (map.Find(HeaderLabel.CwtClaims) is CborReader reader && !ClaimsReader.TryRead(reader.ReadEncodedValue(), out claims))
        {
            failure = CoseFailure.InvalidClaims;
            return false;
        }

        if (hash is CoseCertificateHash given && chain.Count > 0 && !CertificateReader.Matches(given, chain[0].Span))
        {
            failure = CoseFailure.CertificateHashMismatch;
            return false;
        }

        failure = CoseFailure.None;
        headers = new CoseHeaders(map)
        {
            AlgorithmId = map.Find(HeaderLabel.Algorithm) is CborReader value && HeaderValue.TryInteger(value, out long id) ? id : null,
            ContentType = contentType,
            ContentFormat = contentFormat,
            KeyId = keyId,
            X5Chain = chain,
            X5T = hash,
            Claims = claims,
            HasCritical = map.Contains(HeaderLabel.Critical),
        };
        return true;
    }

    private static bool TryContentType(HeaderMap map, out string? mediaType, out int? format)
    {
        (mediaType, format) = (null, null);
        if (map.Find(HeaderLabel.ContentType) is not CborReader reader)
        {
            return true;
        }

        if (HeaderValue.TryText(reader, out mediaType))
        {
            return true;
        }

        bool read = HeaderValue.TryInteger(reader, out long number) && number is >= 0 and <= 65535;
        format = read ? (int)number : null;
        return read;
    }

    private static bool TryKeyId(HeaderMap map, out ReadOnlyMemory<byte>? keyId)
    {
        keyId = null;
        if (map.Find(HeaderLabel.KeyId) is not CborReader reader)
        {
            return true;
        }

        bool read = HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> bytes);
        keyId = read ? bytes : null;
        return read;
    }
}
