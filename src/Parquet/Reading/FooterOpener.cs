using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>From the parsed tail of a file to its authenticated footer: prefix, key, authentication, in this order.</summary>
internal static class FooterOpener
{
    public static ParquetFailure? TryOpen(FooterTail tail, ParquetReaderOptions options, out FileMetaData? footer, out FileKeys? keys)
    {
        footer = tail.Plaintext;
        keys = null;
        if (tail.Algorithm is not { } algorithm)
        {
            return options.Required == Protection.None ? null : new ParquetFailure(ParquetFailureReason.Unprotected, "the file is not encrypted");
        }

        if (!options.AadPrefix.TryResolve(algorithm.AadPrefix, algorithm.SupplyAadPrefix, out byte[] prefix))
        {
            return new ParquetFailure(ParquetFailureReason.AadPrefixMismatch)
            {
                StoredAadPrefix = algorithm.AadPrefix is null ? null : KeyName.Printable(algorithm.AadPrefix),
                ExpectedAadPrefix = options.AadPrefix.ToString(),
            };
        }

        if (options.Required >= Protection.EncryptedFooter && footer is not null)
        {
            return new ParquetFailure(ParquetFailureReason.Unprotected, "the footer is not encrypted");
        }

        if (options.Required == Protection.EncryptedColumns && algorithm.IsCtr)
        {
            return new ParquetFailure(ParquetFailureReason.Unprotected, "AES_GCM_CTR_V1 leaves pages without authentication");
        }

        keys = new FileKeys(options.Keys, new FileAad(prefix, algorithm.AadFileUnique));
        ParquetFailure? failure = keys.TryFind(tail.KeyMetadata, out SecretKey? key);
        if (failure is not null)
        {
            return failure;
        }

        using ModuleDecryptor decryptor = new(key!, keys.Aad);
        return footer is null ? Decrypt(tail, decryptor, out footer) : VerifySignature(tail, decryptor);
    }

    private static ParquetFailure? Decrypt(FooterTail tail, ModuleDecryptor decryptor, out FileMetaData? footer)
    {
        footer = null;
        ReadOnlySpan<byte> module = tail.Bytes.AsSpan(tail.ModuleStart);
        if (!ModuleFrame.TrySplit(module, ModuleFrame.NonceSize + ModuleFrame.TagSize, out ReadOnlySpan<byte> body)
            || body.Length != module.Length - ModuleFrame.LengthSize)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "the length of the encrypted footer") { Module = ModuleType.Footer };
        }

        byte[] plaintext = new byte[module.Length - ModuleFrame.GcmOverhead];
        if (!decryptor.TryOpen(body, ModulePlace.Footer, plaintext))
        {
            return new ParquetFailure(ParquetFailureReason.FooterAuthentication) { Module = ModuleType.Footer };
        }

        ThriftReader reader = new(plaintext);
        footer = FileMetaData.Read(ref reader);
        return footer is null ? new ParquetFailure(ParquetFailureReason.MalformedFooter, "the decrypted footer") : null;
    }

    private static ParquetFailure? VerifySignature(FooterTail tail, ModuleDecryptor decryptor)
    {
        ReadOnlySpan<byte> signature = tail.Bytes.AsSpan(tail.ModuleStart);
        bool isGenuine = decryptor.VerifyFooter(
            tail.Bytes.AsSpan(0, tail.ModuleStart),
            signature[..ModuleFrame.NonceSize],
            signature[ModuleFrame.NonceSize..]);
        return isGenuine ? null : new ParquetFailure(ParquetFailureReason.FooterAuthentication) { Module = ModuleType.Footer };
    }
}
