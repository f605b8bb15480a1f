using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;
using EnclaveCleanRoom.Parquet.Writing;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Turns a plaintext file into an AES_GCM_CTR_V1 one, which the library reads and does not write.</summary>
internal static class CtrFile
{
    public static byte[] Make(byte[] plaintext, SecretKey key, string keyMetadata, bool withBloomFilters = false)
    {
        int footerLength = BinaryPrimitives.ReadInt32LittleEndian(plaintext.AsSpan(plaintext.Length - 8));
        ThriftReader reader = new(plaintext.AsSpan(plaintext.Length - 8 - footerLength, footerLength));
        FileMetaData footer = FileMetaData.Read(ref reader)!;
        byte[] unique = [1, 2, 3, 4, 5, 6, 7, 8];
        using ModuleEncryptor encryptor = new(key, new FileAad([], unique), new SeededBytes(1));
        List<byte> file = [.. "PARE"u8];
        List<RowGroup> groups = [];
        for (int group = 0; group < footer.RowGroups.Count; group++)
        {
            List<ColumnChunk> columns = [];
            for (int column = 0; column < footer.RowGroups[group].Columns.Count; column++)
            {
                ColumnMetaData metaData = footer.RowGroups[group].Columns[column].MetaData!;
                columns.Add(new ColumnChunk
                {
                    MetaData = AddChunk(file, plaintext, metaData, new ModulePlace(ModuleType.DataPage, (short)group, (short)column), encryptor, key),
                    Crypto = new ColumnCryptoMetaData(false, []),
                });
                foreach (ModuleType type in withBloomFilters ? (ModuleType[])[ModuleType.BloomFilterHeader, ModuleType.BloomFilterBitset] : [])
                {
                    byte[] module = new byte[32 + ModuleFrame.GcmOverhead];
                    encryptor.Seal(new byte[32], new ModulePlace(type, (short)group, (short)column), module);
                    file.AddRange(module);
                }
            }

            groups.Add(footer.RowGroups[group] with { Columns = columns });
        }

        FileCryptoMetaData crypto = new(new EncryptionAlgorithm(true, null, unique, false), System.Text.Encoding.UTF8.GetBytes(keyMetadata));
        return [.. file, .. FooterWriter.Encrypted(footer with { RowGroups = groups }, crypto, encryptor)];
    }

    private static ColumnMetaData AddChunk(List<byte> file, byte[] plaintext, ColumnMetaData metaData, ModulePlace place, ModuleEncryptor encryptor, SecretKey key)
    {
        int at = (int)metaData.Start;
        int end = at + (int)metaData.CompressedSize;
        long start = file.Count;
        long? dictionary = null, data = null;
        for (short page = 0; at < end;)
        {
            ThriftReader reader = new(plaintext.AsSpan(at));
            Assert.True(PageHeader.TryRead(ref reader, out PageHeader header));
            at += reader.Position;
            bool isDictionary = header.Type == PageType.Dictionary;
            dictionary ??= isDictionary ? file.Count : null;
            data ??= isDictionary ? null : file.Count;
            ThriftWriter writer = new();
            (header with { CompressedSize = header.CompressedSize + 16, Crc = null }).Write(writer);
            byte[] module = new byte[writer.Written.Length + ModuleFrame.GcmOverhead];
            encryptor.Seal(writer.Written, place with { Type = isDictionary ? ModuleType.DictionaryPageHeader : ModuleType.DataPageHeader, Page = page }, module);
            file.AddRange(module);
            file.AddRange(Ctr(plaintext.AsSpan(at, header.CompressedSize), key));
            at += header.CompressedSize;
            page += (short)(isDictionary ? 0 : 1);
        }

        return metaData with { DictionaryPageOffset = dictionary, DataPageOffset = data!.Value, CompressedSize = file.Count - start };
    }

    /// <summary>Counter mode block by block, apart from the library's own.</summary>
    private static byte[] Ctr(ReadOnlySpan<byte> page, SecretKey key)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] body = new byte[page.Length];
        using Aes aes = Aes.Create();
        aes.SetKey(key.Bytes);
        for (int block = 0; block * 16 < page.Length; block++)
        {
            byte[] counter = [.. nonce, 0, 0, 0, 0];
            BinaryPrimitives.WriteInt32BigEndian(counter.AsSpan(12), block + 1);
            byte[] stream = aes.EncryptEcb(counter, PaddingMode.None);
            for (int i = block * 16; i < Math.Min(page.Length, (block * 16) + 16); i++)
            {
                body[i] = (byte)(page[i] ^ stream[i % 16]);
            }
        }

        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, 12 + body.Length);
        return [.. length, .. nonce, .. body];
    }
}
