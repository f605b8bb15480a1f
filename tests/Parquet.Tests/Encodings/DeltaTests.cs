using EnclaveCleanRoom.Parquet.Encodings;

namespace EnclaveCleanRoom.Parquet.Tests.Encodings;

/// <summary>The examples of parquet-format Encodings.md, and what breaks them.</summary>
public sealed class DeltaTests
{
    [Theory]
    [InlineData("8001040502" + "0200000000", new long[] { 1, 2, 3, 4, 5 })]
    [InlineData("8001040" + "80E" + "0302000000" + "C03F000000000000", new long[] { 7, 5, 3, 1, 2, 3, 4, 5 })]
    [InlineData("80010400" + "00", new long[] { })]
    public void Examples_of_the_standard(string hex, long[] expected)
    {
        long[] read = new long[expected.Length];
        Assert.True(DeltaBinaryPacked.TryDecode(Convert.FromHexString(hex), read, out int consumed));
        Assert.Equal(expected, read);
        Assert.Equal(hex.Length / 2, consumed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00040502" + "0200000000")] // a block of no values
    [InlineData("8001000502" + "0200000000")] // no miniblocks
    [InlineData("8001080502" + "020000000000000000")] // miniblocks of 16 values
    [InlineData("8001040402" + "0200000000")] // four values for five
    [InlineData("8001040502" + "0200")] // without its widths
    [InlineData("8001040502" + "0241000000")] // 65 bits
    [InlineData("8001040502" + "0208000000FF")] // a miniblock cut short
    [InlineData("808080808080808080800104050202")] // a varint beyond 64 bits
    public void Malformed_deltas_are_refused(string hex) =>
        Assert.False(DeltaBinaryPacked.TryDecode(Convert.FromHexString(hex), new long[5], out _));
}
