using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>How a file's modules are encrypted, and what all of them are bound to. Source: parquet.thrift, EncryptionAlgorithm.</summary>
/// <param name="IsCtr">AES_GCM_CTR_V1: page bodies are not authenticated.</param>
/// <param name="AadPrefix">As stored; null when the file stores none.</param>
/// <param name="AadFileUnique">Chosen at random by the writer of the file.</param>
/// <param name="SupplyAadPrefix">Whether the reader must supply the prefix.</param>
internal sealed record EncryptionAlgorithm(bool IsCtr, byte[]? AadPrefix, byte[] AadFileUnique, bool SupplyAadPrefix)
{
    public static EncryptionAlgorithm? Read(ref ThriftReader reader)
    {
        EncryptionAlgorithm? read = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            if (id is 1 or 2 && reader.Expect(type, ThriftType.Struct))
            {
                read = ReadMember(ref reader, isCtr: id == 2);
            }
            else
            {
                reader.Skip(type);
            }
        }

        if (read is null)
        {
            reader.Fail();
        }

        return read;
    }

    public void Write(ThriftWriter writer, short id)
    {
        writer.BeginStruct(id);
        writer.BeginStruct(IsCtr ? (short)2 : (short)1);
        if (AadPrefix is not null)
        {
            writer.Binary(1, AadPrefix);
        }

        writer.Binary(2, AadFileUnique);
        if (SupplyAadPrefix)
        {
            writer.Bool(3, true);
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static EncryptionAlgorithm ReadMember(ref ThriftReader reader, bool isCtr)
    {
        byte[]? prefix = null;
        byte[] unique = [];
        bool supply = false;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    prefix = reader.ReadBinary(type).ToArray();
                    break;
                case 2:
                    unique = reader.ReadBinary(type).ToArray();
                    break;
                case 3:
                    supply = reader.ReadBool(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new EncryptionAlgorithm(isCtr, prefix, unique, supply);
    }
}
