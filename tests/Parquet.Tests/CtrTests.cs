using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class CtrTests
{
    private static readonly Table s_table = RandomTable.Make(31, 90).Select("Int64?", "String", "Double?");

    private static byte[] Write(TestKeys keys) => CtrFile.Make(
        TestFile.Write(s_table, new ParquetWriterOptions { RowGroupRows = 40, PageRows = 15 }), keys["footer"], "footer");

    [Fact]
    public void A_file_of_aes_gcm_ctr_is_read_where_that_is_accepted()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys);
        ParquetReaderOptions options = ParquetReaderOptions.Encrypted(keys.Ring, AadPrefix.AsStored);
        TableAssert.Same(s_table, TestFile.ReadOk(file, options with { Required = Protection.EncryptedFooter }));
    }

    [Fact]
    public void Pages_without_authentication_are_refused_where_every_byte_must_be_authenticated()
    {
        using TestKeys keys = new();
        ParquetFailure failure = TestFile.ReadFails(Write(keys), ParquetReaderOptions.Encrypted(keys.Ring, AadPrefix.AsStored));
        Assert.Equal(ParquetFailureReason.Unprotected, failure.Reason);
        Assert.Contains("AES_GCM_CTR_V1", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(10_001)]
    public void The_key_stream_is_gcms_one_counter_earlier(int length)
    {
        using SecretKey key = new(SHA256.HashData("key"u8));
        byte[] nonce = SHA256.HashData("nonce"u8)[..12];
        byte[] plaintext = RandomNumberGenerator.GetBytes(length);
        byte[] expected = new byte[length];
        using AesGcm gcm = new(key.Bytes, 16);
        gcm.Encrypt(nonce, plaintext, expected, new byte[16]);

        byte[] output = new byte[16 + length];
        using AesCtr ctr = new(key);
        ctr.Transform(nonce, [.. new byte[16], .. plaintext], output);
        Assert.Equal(expected, output[16..]);
    }
}
