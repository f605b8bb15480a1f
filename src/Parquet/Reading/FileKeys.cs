using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Finds the keys of one file and makes decryptors of them.</summary>
internal sealed class FileKeys(IKeyRetriever? keys, FileAad aad)
{
    public ParquetFailure? TryMakeDecryptor(ReadOnlySpan<byte> keyMetadata, out ModuleDecryptor? decryptor)
    {
        if (keys is null || !keys.TryGetKey(keyMetadata, out SecretKey? key))
        {
            decryptor = null;
            return new ParquetFailure(ParquetFailureReason.UnknownKey) { KeyId = KeyName.OfKey(keyMetadata) };
        }

        decryptor = new ModuleDecryptor(key, aad);
        return null;
    }
}
