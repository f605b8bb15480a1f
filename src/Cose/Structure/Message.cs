using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.DeterministicEncoding;

namespace EnclaveCleanRoom.Cose.Structure;

/// <summary>Opens a message: the encoding is scanned, then the tag is checked.</summary>
internal static class Message
{
    public static CoseFailure Open(ReadOnlyMemory<byte> encoded, CborTag tag, CoseTolerance tolerance, out CborReader reader)
    {
        reader = new CborReader(encoded, CborConformanceMode.Lax);
        CoseFailure failure = CborScan.Check(encoded.Span, tolerance);
        if (failure != CoseFailure.None)
        {
            return failure;
        }

        if (reader.PeekState() != CborReaderState.Tag)
        {
            return tolerance.HasFlag(CoseTolerance.Untagged) ? CoseFailure.None : CoseFailure.MissingTag;
        }

        return reader.ReadTag() == tag ? CoseFailure.None : CoseFailure.WrongTag;
    }
}
