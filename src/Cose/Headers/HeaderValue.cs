using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>Reads single values of a map that has passed the scan: false means another type or out of range.</summary>
internal static class HeaderValue
{
    public static bool TryInteger(CborReader reader, out long value)
    {
        value = 0;
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                ulong magnitude = reader.ReadUInt64();
                value = unchecked((long)magnitude);
                return magnitude <= long.MaxValue;
            case CborReaderState.NegativeInteger:
                ulong complement = reader.ReadCborNegativeIntegerRepresentation();
                value = unchecked(-1 - (long)complement);
                return complement <= long.MaxValue;
            default:
                return false;
        }
    }

    public static bool TryText(CborReader reader, [NotNullWhen(true)] out string? value)
    {
        value = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : null;
        return value is not null;
    }

    public static bool TryBytes(CborReader reader, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (reader.PeekState() != CborReaderState.ByteString)
        {
            return false;
        }

        value = reader.ReadDefiniteLengthByteString();
        return true;
    }

    /// <summary>Whole seconds since 1970, within the years 1 to 9999.</summary>
    public static bool TrySeconds(CborReader reader, out DateTimeOffset value)
    {
        value = default;
        if (!TryInteger(reader, out long seconds) || seconds is < -62_135_596_800 or > 253_402_300_799)
        {
            return false;
        }

        value = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
