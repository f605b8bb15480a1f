using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Compression.Zstandard;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Tests.Compression;

/// <summary>Frames that the zstd program made of inputs that are made here again: kind, length and level are in the file's name.</summary>
public sealed class ZstandardTests
{
    private static string Folder => Repository.PathTo("tests", "Parquet.Tests", "Compression", "Zstandard");

    public static TheoryData<string> Vectors => [.. Directory.GetFiles(Folder, "*.zst").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Frames_of_the_zstd_program_are_read(string name)
    {
        byte[] expected = Input(name);
        Assert.Equal(ParquetFailureReason.None, Decompress(Frame(name), expected.Length, out byte[] read));
        Assert.Equal(expected, read);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_wrong_size_and_every_cut_are_refused(string name)
    {
        byte[] frame = Frame(name);
        int size = Input(name).Length;
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(frame, size + 1, out _));
        if (size > 0)
        {
            Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(frame, size - 1, out _));
        }

        for (int end = 1; end < frame.Length; end += 1 + (frame.Length / 50))
        {
            Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(frame[..end], size, out _));
        }
    }

    [Fact]
    public void A_changed_byte_is_found_by_the_checksum_or_before()
    {
        byte[] frame = Frame("text-100-1");
        for (int at = 0; at < frame.Length; at++)
        {
            byte[] changed = [.. frame];
            changed[at] ^= 0x10;
            ParquetFailureReason reason = Decompress(changed, 100, out byte[] read);
            Assert.True(reason != ParquetFailureReason.None || read.AsSpan().SequenceEqual(Input("text-100-1")), $"byte {at}");
        }
    }

    [Fact]
    public void Frames_one_after_the_other_are_one_page_and_skippable_ones_are_passed_over()
    {
        byte[] skippable = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        byte[] both = [.. skippable, .. Frame("text-100-1"), .. skippable, .. Frame("noise-1000")];
        Assert.Equal(ParquetFailureReason.None, Decompress(both, 1_100, out byte[] read));
        Assert.Equal([.. Input("text-100-1"), .. Input("noise-1000")], read);
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress([.. both, .. skippable[..^1]], 1_100, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28B52FFD")]
    [InlineData("28B52FFD0058010000")] // a block that asks for more than is there
    [InlineData("28B52FFD0058070000")] // a block of the reserved kind
    [InlineData("28B52FFD0858010000")] // the reserved bit
    [InlineData("28B52FFD0158070100" + "00")] // a dictionary
    [InlineData("27B52FFD0058010000")] // another magic
    public void Malformed_frames_are_refused(string hex) =>
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(Convert.FromHexString(hex), 5, out _));

    [Fact]
    public void A_copy_from_before_the_frame_is_refused()
    {
        // One sequence of the predefined codes without literals: offset code 2, so an offset of at least 1, where nothing was written.
        byte[] block = [0x00, 0x01, 0x00, 0x01, 0x00, 0x80];
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58, (byte)((block.Length << 3) | 5), 0, 0, .. block];
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(frame, 3, out _));
    }

    [Fact]
    public void A_bomb_stops_at_the_memory_limit() =>
        Assert.Equal(ParquetFailureReason.TooLarge, Decompress(Frame("run-300000"), 300_000, out _, memory: 200_000));

    [Fact]
    public void What_a_page_says_of_its_size_takes_no_memory() =>
        Assert.Equal(ParquetFailureReason.MalformedCompression, Decompress(Frame("text-100-1"), int.MaxValue, out _, memory: 1 << 18));

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    public void The_checksum_has_the_known_values(string text, ulong expected) =>
        Assert.Equal(expected, XxHash64.Compute(System.Text.Encoding.ASCII.GetBytes(text)));

    private static byte[] Frame(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".zst"));

    private static ParquetFailureReason Decompress(byte[] compressed, int size, out byte[] page, long memory = 1 << 24)
    {
        using PageDecompressor decompressor = new(Codec.Zstd, new MemoryBudget(memory));
        ParquetFailureReason reason = decompressor.Decompress(compressed, size, out ReadOnlySpan<byte> bytes);
        page = bytes.ToArray();
        return reason;
    }

    private static byte[] Input(string name)
    {
        string[] parts = name.Split('-');
        int length = parts.Length > 1 ? int.Parse(parts[1]) : 0;
        return parts[0] switch
        {
            "empty" => [],
            "run" => [.. Enumerable.Repeat((byte)'a', length)],
            "noise" => [.. Noise(12_345, length).Select(x => unchecked((byte)(x >> 16)))],
            "skew" => [.. Noise(777, length).Select(x => (byte)(65 + Math.Min(15, System.Numerics.BitOperations.TrailingZeroCount(~(x >> 12) & 0xFFFF))))],
            "numbers" => [.. Enumerable.Range(0, length).SelectMany(i => BitConverter.GetBytes((int)((long)i * i % 100_003)))],
            _ => Text(length),
        };
    }

    private static byte[] Text(int length)
    {
        System.Text.StringBuilder text = new();
        for (long i = 0; text.Length < length; i++)
        {
            text.Append("word").Append((i * 7_919 % 1_013 % 97) + (i * i % 7)).Append(i % 11 == 0 ? ".\n" : " ");
        }

        return System.Text.Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static IEnumerable<int> Noise(long x, int length)
    {
        for (int i = 0; i < length; i++)
        {
            x = ((x * 1_103_515_245) + 12_345) & 0x7FFFFFFF;
            yield return (int)x;
        }
    }
}
