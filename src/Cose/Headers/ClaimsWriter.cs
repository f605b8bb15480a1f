using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Writes the value of the CWT-claims header.</summary>
internal static class ClaimsWriter
{
    public static void Write(CborWriter writer, CwtClaims claims)
    {
        writer.WriteStartMap(null);
        Text(writer, ClaimsReader.Issuer, claims.Issuer);
        Text(writer, ClaimsReader.Subject, claims.Subject);
        Text(writer, ClaimsReader.Audience, claims.Audience);
        Seconds(writer, ClaimsReader.Expires, claims.Expires);
        Seconds(writer, ClaimsReader.NotBefore, claims.NotBefore);
        Seconds(writer, ClaimsReader.IssuedAt, claims.IssuedAt);
        if (claims.CwtId is ReadOnlyMemory<byte> cwtId)
        {
            writer.WriteInt32(ClaimsReader.CwtId);
            writer.WriteByteString(cwtId.Span);
        }

        writer.WriteEndMap();
    }

    private static void Text(CborWriter writer, int label, string? value)
    {
        if (value is not null)
        {
            writer.WriteInt32(label);
            writer.WriteTextString(value);
        }
    }

    private static void Seconds(CborWriter writer, int label, DateTimeOffset? value)
    {
        if (value is DateTimeOffset date)
        {
            writer.WriteInt32(label);
            writer.WriteInt64(date.ToUnixTimeSeconds());
        }
    }
}
