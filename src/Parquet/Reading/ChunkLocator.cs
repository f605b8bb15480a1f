using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Finds the chunks of a column, row group after row group, decrypting their metadata where it is a module of its own. For one thread.</summary>
internal sealed class ChunkLocator(OpenFile file, FileColumn column)
{
    private SecretKey? _key;
    private byte[]? _keyMetadata;
    private ModuleDecryptor? _decryptor;

    /// <summary>Finds the column's chunk in some row groups.</summary>
    /// <returns>The first failure, with its row group.</returns>
    public ParquetFailure? TryFind(IReadOnlyList<int> rowGroups, out ChunkPlace[] places)
    {
        places = new ChunkPlace[rowGroups.Count];
        try
        {
            for (int i = 0; i < places.Length; i++)
            {
                if (TryFind(rowGroups[i], out places[i]) is { } failure)
                {
                    return failure with { RowGroup = rowGroups[i], Column = column.Name };
                }
            }

            return null;
        }
        finally
        {
            Forget();
        }
    }

    private ParquetFailure? TryFind(int index, out ChunkPlace place)
    {
        place = null!;
        RowGroup group = file.Footer.RowGroups[index];
        ColumnChunk chunk = group.Columns[column.Ordinal];
        if (chunk.IsElsewhere)
        {
            return new ParquetFailure(ParquetFailureReason.Unsupported, "column chunks in another file");
        }

        if (chunk.Crypto is null && file.Options.Required == Protection.EncryptedColumns)
        {
            return new ParquetFailure(ParquetFailureReason.Unprotected, "the column is not encrypted");
        }

        ColumnMetaData? metaData = chunk.MetaData;
        short ordinal = group.Ordinal ?? unchecked((short)index);
        ParquetFailure? failure = chunk.Crypto is null ? null : Unlock(chunk.Crypto);
        if (failure is null && chunk.EncryptedMetaData is not null)
        {
            failure = Decrypt(chunk.EncryptedMetaData, ordinal, out metaData);
        }

        failure ??= Check(metaData!, group);
        if (failure is null)
        {
            metaData = chunk.Crypto is null ? OldWriter.Mend(metaData!, file.Footer.CreatedBy, file.Source.Length) : metaData;
            place = new ChunkPlace(index, ordinal, unchecked((short)column.Ordinal), group.RowCount, metaData!, chunk, chunk.Crypto is null ? null : _key);
        }

        return failure;
    }

    private ParquetFailure? Unlock(ColumnCryptoMetaData crypto)
    {
        if (file.Keys is null)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "an encrypted column in a file that is not encrypted");
        }

        byte[] keyMetadata = crypto.HasOwnKey ? crypto.KeyMetadata : file.FooterKeyMetadata;
        if (_key is not null && keyMetadata.AsSpan().SequenceEqual(_keyMetadata))
        {
            return null;
        }

        Forget();
        _keyMetadata = keyMetadata;
        return file.Keys.TryFind(keyMetadata, out _key);
    }

    private void Forget()
    {
        _decryptor?.Dispose();
        _decryptor = null;
    }

    private ParquetFailure? Decrypt(byte[] module, short rowGroup, out ColumnMetaData? metaData)
    {
        metaData = null;
        if (!ModuleFrame.TrySplit(module, ModuleFrame.NonceSize + ModuleFrame.TagSize, out ReadOnlySpan<byte> body)
            || body.Length != module.Length - ModuleFrame.LengthSize)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "the length of encrypted column metadata") { Module = ModuleType.ColumnMetaData };
        }

        byte[] plaintext = new byte[module.Length - ModuleFrame.GcmOverhead];
        _decryptor ??= new ModuleDecryptor(_key!, file.Keys!.Aad);
        if (!_decryptor.TryOpen(body, new ModulePlace(ModuleType.ColumnMetaData, rowGroup, (short)column.Ordinal), plaintext))
        {
            return new ParquetFailure(ParquetFailureReason.ModuleAuthentication) { Module = ModuleType.ColumnMetaData };
        }

        ThriftReader reader = new(plaintext);
        metaData = ColumnMetaData.Read(ref reader);
        return metaData is null ? new ParquetFailure(ParquetFailureReason.MalformedFooter, "decrypted column metadata") : null;
    }

    private ParquetFailure? Check(ColumnMetaData metaData, RowGroup group)
    {
        if (metaData.Type != column.Element.Type || string.Join('.', metaData.Path) != column.Path)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "the column chunk is not of the column at its place in the schema");
        }

        // A row of a list has as many values as the list elements, and an empty or absent one counts as one.
        if (column.Shape.IsList ? metaData.ValueCount < group.RowCount : metaData.ValueCount != group.RowCount)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, $"{metaData.ValueCount} values for {group.RowCount} rows");
        }

        if (PageDecompressor.Refusal(metaData.Codec) is { } refusal)
        {
            return new ParquetFailure(ParquetFailureReason.Unsupported, refusal);
        }

        return metaData.Start > file.Source.Length || metaData.CompressedSize > file.Source.Length - metaData.Start
            ? new ParquetFailure(ParquetFailureReason.Truncated, "the column chunk ends beyond the file")
            : null;
    }
}
