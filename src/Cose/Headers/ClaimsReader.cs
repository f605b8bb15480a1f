using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Reads the CWT-claims header. Claims that this profile does not name are passed over (RFC 8392 §3).</summary>
internal static class ClaimsReader
{
    public const int Issuer = 1;
    public const int Subject = 2;
    public const int Audience = 3;
    public const int Expires = 4;
    public const int NotBefore = 5;
    public const int IssuedAt = 6;
    public const int CwtId = 7;

    public static bool TryRead(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CwtClaims? claims)
    {
        claims = null;
        if (!HeaderMap.TryRead(encoded, out HeaderMap? map, out _))
        {
            return false;
        }

        if (!TryText(map, Issuer, out string? issuer) || !TryText(map, Subject, out string? subject) ||
            !TryText(map, Audience, out string? audience) || !TrySeconds(map, Expires, out DateTimeOffset? expires) ||
            !TrySeconds(map, NotBefore, out DateTimeOffset? notBefore) || !TrySeconds(map, IssuedAt, out DateTimeOffset? issuedAt) ||
            !TryBytes(map, CwtId, out ReadOnlyMemory<byte>? cwtId))
        {
            return false;
        }

        claims = new CwtClaims
        {
            Issuer = issuer,
            Subject = subject,
            Audience = audience,
            Expires = expires,
            NotBefore = notBefore,
            IssuedAt = issuedAt,
            CwtId = cwtId,
        };
        return true;
    }

    private static bool TryText(HeaderMap map, int label, out string? value)
    {
        value = null;
        return map.Find(label) is not CborReader reader || HeaderValue.TryText(reader, out value);
    }

    private static bool TrySeconds(HeaderMap map, int label, out DateTimeOffset? value)
    {
        value = null;
        if (map.Find(label) is not CborReader reader)
        {
            return true;
        }

        bool read = HeaderValue.TrySeconds(reader, out DateTimeOffset seconds);
        value = read ? seconds : null;
        return read;
    }

    private static bool TryBytes(HeaderMap map, int label, out ReadOnlyMemory<byte>? value)
    {
        value = null;
        if (map.Find(label) is not CborReader reader)
        {
            return true;
        }

        bool read = HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> bytes);
        value = read ? bytes : null;
        return read;
    }
}
