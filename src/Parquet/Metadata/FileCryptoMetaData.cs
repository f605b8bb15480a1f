using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>The plain struct before an encrypted footer. Source: parquet.thrift, FileCryptoMetaData.</summary>
internal sealed record FileCryptoMetaData(EncryptionAlgorithm Algorithm, byte[] KeyMetadata)
{
    public static FileCryptoMetaData? Read(ref ThriftReader reader)
    {
        EncryptionAlgorithm? algorithm = null;
        byte[] keyMetadata = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1 when reader.Expect(type, ThriftType.Struct):
                    algorithm = EncryptionAlgorithm.Read(ref reader);
                    break;
                case 2:
                    keyMetadata = reader.ReadBinary(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return reader.Failed || algorithm is null ? null : new FileCryptoMetaData(algorithm, keyMetadata);
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        Algorithm.Write(writer, 1);
        writer.Binary(2, KeyMetadata);
        writer.EndStruct();
    }
}
