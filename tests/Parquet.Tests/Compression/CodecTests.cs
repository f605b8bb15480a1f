using System.IO.Compression;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;
using Encoding = System.Text.Encoding;

namespace EnclaveCleanRoom.Parquet.Tests.Compression;

public sealed class CodecTests
{
    private static ParquetFailureReason Decompress(int codec, byte[] compressed, int size, out byte[] page, long memory = 1 << 24)
    {
        using PageDecompressor decompressor = new((Codec)codec, new MemoryBudget(memory));
        ParquetFailureReason reason = decompressor.Decompress(compressed, size, out ReadOnlySpan<byte> bytes);
        page = bytes.ToArray();
        return reason;
    }

    private static byte[] Page(int seed)
    {
        Random random = new(seed);
        byte[] page = new byte[random.Next(0, 100_000)];
        for (int i = 0; i < page.Length; i++)
        {
            page[i] = i > 300 && random.Next(10) != 0 ? page[i - random.Next(1, 300)] : (byte)random.Next(256);
        }

        return page;
    }

    [Theory]
    [InlineData(PageCompression.Snappy)]
    [InlineData(PageCompression.Gzip)]
    [InlineData(PageCompression.Brotli)]
    public void Pages_come_back_and_a_wrong_size_or_a_cut_is_refused(PageCompression compression)
    {
        PageCompressor compressor = new(compression);
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] page = Page(seed);
            byte[] compressed = compressor.Compress(page).ToArray();
            int codec = (int)compressor.Codec;
            Assert.Equal(ParquetFailureReason.None, Decompress(codec, compressed, page.Length, out byte[] read));
            Assert.Equal(page, read);
            Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(codec, compressed, page.Length + 1, out _));
            Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(codec, compressed[..^(compressed.Length / 3 + 1)], page.Length, out _));
            if (page.Length > 0)
            {
                Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(codec, compressed, page.Length - 1, out _));
            }
        }
    }

    [Fact]
    public void Concatenated_gzip_members_are_one_page()
    {
        byte[] Member(string text)
        {
            using MemoryStream stream = new();
            using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
            {
                gzip.Write(Encoding.UTF8.GetBytes(text));
            }

            return stream.ToArray();
        }

        byte[] both = [.. Member("first "), .. Member("second")];
        Assert.Equal(ParquetFailureReason.None, Decompress((int)Codec.Gzip, both, 12, out byte[] read));
        Assert.Equal("first second", Encoding.UTF8.GetString(read));
    }

    [Theory]
    [InlineData(PageCompression.Gzip)]
    [InlineData(PageCompression.Brotli)]
    [InlineData(PageCompression.Snappy)]
    public void A_bomb_stops_at_the_memory_limit(PageCompression compression)
    {
        PageCompressor compressor = new(compression);
        byte[] compressed = compressor.Compress(new byte[8 << 20]).ToArray();
        Assert.Equal(ParquetFailureReason.TooLarge, Decompress((int)compressor.Codec, compressed, 8 << 20, out _, memory: 1 << 20));
    }

    [Theory]
    [InlineData("0B14FFFF616263", 11)] // a literal that ends beyond the input
    [InlineData("0500610105", 5)] // a copy from before the start
    [InlineData("060461620100", 6)] // a copy from zero bytes before
    [InlineData("FFFFFFFF7F", int.MaxValue)] // a length that the input cannot make
    [InlineData("", 0)] // no length
    public void Malformed_snappy_is_refused(string hex, int size) =>
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress((int)Codec.Snappy, Convert.FromHexString(hex), size, out _));

    [Theory]
    [InlineData("50" + "68656C6C6F", "hello")]
    [InlineData("13" + "61" + "0100" + "20" + "6263", "aaaaaaaabc")]
    [InlineData("1F" + "61" + "0100" + "05" + "10" + "62", "aaaaaaaaaaaaaaaaaaaaaaaaab")]
    public void Lz4_blocks_are_read(string hex, string expected)
    {
        Assert.Equal(ParquetFailureReason.None, Decompress((int)Codec.Lz4Raw, Convert.FromHexString(hex), expected.Length, out byte[] read));
        Assert.Equal(expected, Encoding.UTF8.GetString(read));
    }

    [Theory]
    [InlineData("50" + "6865", 5)] // literals beyond the input
    [InlineData("10" + "61" + "0200", 5)] // a match from before the start
    [InlineData("10" + "61" + "0000", 5)] // a match from zero bytes before
    [InlineData("F0FFFF", 5)] // a length without its end
    [InlineData("", 0)]
    public void Malformed_lz4_is_refused(string hex, int size) =>
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress((int)Codec.Lz4Raw, Convert.FromHexString(hex), size, out _));

    [Fact]
    public void The_checksum_has_the_known_value()
    {
        Assert.Equal(0xCBF43926, Crc32.Compute("123456789"u8));
        Assert.Equal(0u, Crc32.Compute([]));
    }
}
