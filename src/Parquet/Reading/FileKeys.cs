using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Finds the keys of one file, and says what its modules are bound to.</summary>
internal sealed class FileKeys(IKeyRetriever? keys, FileAad aad)
{
    public FileAad Aad => aad;

    public ParquetFailure? TryFind(ReadOnlySpan<byte> keyMetadata, out SecretKey? key)
    {
        if (keys is not null && keys.TryGetKey(keyMetadata, out key))
        {
            return null;
        }

        key = null;
        return new ParquetFailure(ParquetFailureReason.UnknownKey) { KeyId = KeyName.OfKey(keyMetadata) };
    }
}
