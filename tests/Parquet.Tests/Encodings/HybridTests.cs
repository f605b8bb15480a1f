using System.Buffers;
using EnclaveCleanRoom.Parquet.Encodings;

namespace EnclaveCleanRoom.Parquet.Tests.Encodings;

public sealed class HybridTests
{
    [Fact]
    public void Values_of_every_width_come_back()
    {
        for (int width = 1; width <= 32; width++)
        {
            Random random = new(width);
            int[] values = new int[random.Next(1, 2_000)];
            for (int i = 0; i < values.Length;)
            {
                int value = unchecked((int)(random.NextInt64() & ((1L << width) - 1)));
                for (int run = random.Next(1, random.Next(2) == 0 ? 2 : 60); run > 0 && i < values.Length; run--)
                {
                    values[i++] = value;
                }
            }

            ArrayBufferWriter<byte> output = new();
            RleHybridWriter.Write(values, width, output);
            int[] read = new int[values.Length];
            Assert.True(RleHybridReader.TryDecode(output.WrittenSpan, width, read));
            Assert.Equal(values, read);
        }
    }

    [Fact]
    public void The_fast_unpacker_equals_the_one_by_one_reference()
    {
        Random random = new(1);
        for (int width = 0; width <= 32; width++)
        {
            byte[] packed = new byte[512];
            random.NextBytes(packed);
            int[] fast = new int[width == 0 ? 100 : packed.Length * 8 / width];
            int[] reference = new int[fast.Length];
            BitUnpacker.Unpack(packed, width, fast);
            BitUnpacker.UnpackOneByOne(packed, width, reference, 0);
            Assert.Equal(reference, fast);
        }
    }

    [Theory]
    [InlineData("", 1, 8)] // nothing
    [InlineData("00", 1, 8)] // an empty run
    [InlineData("01", 1, 8)] // an empty packed run
    [InlineData("10", 1, 8)] // a run without its value
    [InlineData("1002", 1, 8)] // a value of two bits in a run of one
    [InlineData("0302", 3, 8)] // a packed run of three bytes with one
    [InlineData("FFFFFFFFFF01", 1, 8)] // a length beyond 32 bits
    [InlineData("0801", 1, 8)] // four values for eight
    public void Malformed_runs_are_refused(string hex, int width, int count) =>
        Assert.False(RleHybridReader.TryDecode(Convert.FromHexString(hex), width, new int[count]));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(40, 41)]
    public void A_code_outside_the_dictionary_is_seen_wherever_it_lies(int at, int count)
    {
        int[] codes = new int[count + 1];
        Assert.True(CodeRange.AllBelow(codes, 7));
        codes[at] = 7;
        Assert.False(CodeRange.AllBelow(codes, 7));
        codes[at] = -1;
        Assert.False(CodeRange.AllBelow(codes, 7));
    }
}
