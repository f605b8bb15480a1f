using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Cose.DeterministicEncoding;

namespace EnclaveCleanRoom.Cose;

/// <summary>Messages one after the other in one file, each a CBOR data item of the profile, with nothing between them.</summary>
/// <remarks>Source: RFC 8742. What the messages are is not looked at here: each is decoded by itself.</remarks>
public static class CoseSequence
{
    /// <summary>The most messages that are read of a sequence.</summary>
    public const int MaximumMessages = 1024;

    /// <summary>Finds where the messages of a sequence begin and end.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="messages">The messages in their order, at least one; null when the method returns false.</param>
    /// <param name="failure">
    /// Why it was refused: <see cref="CoseFailure.Truncated"/> for no bytes at all, <see cref="CoseFailure.TooManyEntries"/> beyond
    /// <see cref="MaximumMessages"/>, otherwise what is wrong with the encoding of a message.
    /// </param>
    /// <returns>Whether the bytes are a sequence of well-formed items and nothing else.</returns>
    public static bool TrySplit(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out CoseFailure failure)
    {
        messages = null;
        List<ReadOnlyMemory<byte>> found = [];
        ReadOnlyMemory<byte> rest = encoded;
        do
        {
            failure = CborScan.CheckFirst(rest.Span, CoseTolerance.None, out int length);
            failure = found.Count == MaximumMessages ? CoseFailure.TooManyEntries : failure;
            if (failure != CoseFailure.None)
            {
                return false;
            }

            found.Add(rest[..length]);
            rest = rest[length..];
        }
        while (!rest.IsEmpty);

        messages = found;
        return true;
    }
}
