using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// What the end of an encrypted file says without any key: enough to compare it with a promise and to find the key,
/// before anything is decrypted. Nothing here is authenticated.
/// </summary>
public sealed class EncryptedFooter
{
    private EncryptedFooter(FooterTail tail, long fileLength)
    {
        Tail = tail;
        FileLength = fileLength;
    }

    /// <summary>SHA-256 (32 bytes) of everything from the file crypto metadata, or a plaintext footer, to the end of the file.</summary>
    public ReadOnlyMemory<byte> FooterDigest => Tail.Digest;

    /// <summary>Whether the footer is encrypted; otherwise it is plaintext with a signature.</summary>
    public bool IsFooterEncrypted => Tail.Plaintext is null;

    /// <summary>The AAD prefix that the file stores; null when it stores none.</summary>
    public ReadOnlyMemory<byte>? StoredAadPrefix => Tail.Algorithm!.AadPrefix is { } prefix ? prefix : null;

    /// <summary>What names the footer's key; empty when the file gives nothing.</summary>
    public ReadOnlyMemory<byte> FooterKeyMetadata => Tail.KeyMetadata;

    /// <summary>The length of the file in bytes.</summary>
    public long FileLength { get; }

    internal FooterTail Tail { get; }

    /// <summary>How many bytes the end of a file has in which its footer lies, as its last eight bytes say.</summary>
    public const int TrailerSize = 8;

    /// <summary>Where the footer lies, so that of a file which is somewhere else its end can be fetched first.</summary>
    /// <param name="trailer">The last <see cref="TrailerSize"/> bytes of the file. What they say is not authenticated.</param>
    /// <param name="fileLength">The length of the file.</param>
    /// <returns>From the footer's first byte to the end of the file; null when no file ends so.</returns>
    public static FileRange? Find(ReadOnlySpan<byte> trailer, long fileLength)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(trailer.Length, TrailerSize, nameof(trailer));
        long length = BinaryPrimitives.ReadUInt32LittleEndian(trailer) + (long)TrailerSize;
        return length > fileLength || length > ParquetReaderOptions.Plaintext.MaxFooterBytes + (long)TrailerSize ? null : new FileRange(fileLength - length, length);
    }

    /// <summary>Reads the end of <paramref name="stream"/>, which must be seekable and stays the caller's.</summary>
    /// <returns>False with the reason when it is no Parquet file, is damaged, or is not encrypted at all (<see cref="ParquetFailureReason.Unprotected"/>).</returns>
    public static bool TryRead(
        Stream stream,
        [NotNullWhen(true)] out EncryptedFooter? footer,
        [NotNullWhen(false)] out ParquetFailure? failure)
    {
        IByteSource source = StreamSource.Of(stream);
        failure = FooterTail.TryRead(source, ParquetReaderOptions.Plaintext.MaxFooterBytes, out FooterTail? tail);
        if (failure is null && tail!.Algorithm is null)
        {
            failure = new ParquetFailure(ParquetFailureReason.Unprotected, "the file is not encrypted");
        }

        footer = failure is null ? new EncryptedFooter(tail!, source.Length) : null;
        return failure is null;
    }
}
