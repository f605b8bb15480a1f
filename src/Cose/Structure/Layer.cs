using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Headers;

namespace EnclaveCleanRoom.Cose.Structure;

/// <summary>
/// One layer of a message: protected header (as received and as read), unprotected header, and one byte string or null
/// (a payload, a ciphertext, a signature). Messages, signatures and recipients all start so (RFC 9052 §3).
/// </summary>
internal sealed record Layer(ReadOnlyMemory<byte> ProtectedBytes, CoseHeaders Protected, CoseHeaders Unprotected, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Reads the three elements that open an array of <paramref name="wanted"/> elements; the reader is left behind them.</summary>
    public static CoseFailure Read(CborReader reader, int wanted, CoseTolerance tolerance, out Layer? layer)
    {
        layer = null;
        if (reader.PeekState() != CborReaderState.StartArray)
        {
            return CoseFailure.WrongElementType;
        }

        if (reader.ReadStartArray() != wanted)
        {
            return CoseFailure.WrongElementCount;
        }

        if (!HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> protectedBytes))
        {
            return CoseFailure.WrongElementType;
        }

        if (!HeaderMap.TryReadProtected(protectedBytes, tolerance, out HeaderMap? protectedMap, out CoseFailure failure) ||
            !HeaderMap.TryRead(reader.ReadEncodedValue(), out HeaderMap? unprotectedMap, out failure))
        {
            return failure;
        }

        failure = HeaderReader.Read(protectedMap, unprotectedMap, out CoseHeaders protectedHeaders, out CoseHeaders unprotectedHeaders);
        if (failure != CoseFailure.None)
        {
            return failure;
        }

        if (!TryContent(reader, out ReadOnlyMemory<byte>? content))
        {
            return CoseFailure.WrongElementType;
        }

        layer = new Layer(protectedBytes, protectedHeaders, unprotectedHeaders, content);
        return CoseFailure.None;
    }

    private static bool TryContent(CborReader reader, out ReadOnlyMemory<byte>? content)
    {
        content = null;
        if (reader.PeekState() == CborReaderState.Null)
        {
            reader.ReadNull();
            return true;
        }

        bool read = HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> bytes);
        content = read ? bytes : null;
        return read;
    }
}
