using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The end of a file, parsed as far as that takes no key. Nothing in it is authenticated yet.</summary>
internal sealed class FooterTail
{
    private const int MagicSize = 4;
    private const int SignatureSize = ModuleFrame.NonceSize + ModuleFrame.TagSize;

    private FooterTail(byte[] bytes, byte[] digest)
    {
        Bytes = bytes;
        Digest = digest;
    }

    /// <summary>SHA-256 of everything from the start of the footer to the end of the file.</summary>
    public byte[] Digest { get; }

    /// <summary>The footer without its length and magic.</summary>
    public byte[] Bytes { get; }

    /// <summary>Null when no part of the file is encrypted.</summary>
    public EncryptionAlgorithm? Algorithm { get; private set; }

    /// <summary>Names the key that encrypts or signs the footer.</summary>
    public byte[] KeyMetadata { get; private set; } = [];

    /// <summary>The footer when it is not encrypted.</summary>
    public FileMetaData? Plaintext { get; private set; }

    /// <summary>Where in <see cref="Bytes"/> the encrypted footer module, or the signature of a plaintext footer, begins.</summary>
    public int ModuleStart { get; private set; }

    public static ParquetFailure? TryRead(IByteSource source, int maxFooterBytes, out FooterTail? tail)
    {
        tail = null;
        Span<byte> ends = stackalloc byte[MagicSize + 4 + MagicSize];
        if (source.Length < ends.Length)
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "the file is too short for a footer");
        }

        if (!source.TryRead(0, ends[..MagicSize]) || !source.TryRead(source.Length - 8, ends[MagicSize..]))
        {
            return new ParquetFailure(ParquetFailureReason.Truncated);
        }

        ReadOnlySpan<byte> magic = ends[..MagicSize];
        bool isEncrypted = magic.SequenceEqual("PARE"u8);
        if ((!isEncrypted && !magic.SequenceEqual("PAR1"u8)) || !ends[8..].SequenceEqual(magic))
        {
            return new ParquetFailure(ParquetFailureReason.NotParquet);
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(ends[MagicSize..]);
        if (length > source.Length - ends.Length)
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "the footer is longer than the file");
        }

        if (length > maxFooterBytes)
        {
            return new ParquetFailure(ParquetFailureReason.TooLarge, $"the footer has {length} bytes");
        }

        byte[] bytes = new byte[length];
        if (!source.TryRead(source.Length - 8 - length, bytes))
        {
            return new ParquetFailure(ParquetFailureReason.Truncated);
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(ends[MagicSize..]);
        tail = new FooterTail(bytes, hash.GetHashAndReset());
        return isEncrypted ? tail.ParseEncrypted() : tail.ParsePlaintext();
    }

    private ParquetFailure? ParseEncrypted()
    {
        ThriftReader reader = new(Bytes);
        if (FileCryptoMetaData.Read(ref reader) is not { } crypto)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "file crypto metadata");
        }

        Algorithm = crypto.Algorithm;
        KeyMetadata = crypto.KeyMetadata;
        ModuleStart = reader.Position;
        return null;
    }

    private ParquetFailure? ParsePlaintext()
    {
        ThriftReader reader = new(Bytes);
        Plaintext = FileMetaData.Read(ref reader);
        if (Plaintext is null)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter);
        }

        Algorithm = Plaintext.Encryption;
        KeyMetadata = Plaintext.SigningKeyMetadata;
        ModuleStart = reader.Position;
        return Algorithm is not null && Bytes.Length - ModuleStart != SignatureSize
            ? new ParquetFailure(ParquetFailureReason.MalformedFooter, "the signature has not 28 bytes")
            : null;
    }
}
