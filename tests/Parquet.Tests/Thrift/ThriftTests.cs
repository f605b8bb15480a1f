using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Tests.Thrift;

public sealed class ThriftTests
{
    private static bool Skips(string hex)
    {
        ThriftReader reader = new(Convert.FromHexString(hex));
        reader.Skip(ThriftType.Struct);
        return !reader.Failed && reader.Position == hex.Length / 2;
    }

    [Theory]
    [InlineData("00")]
    [InlineData("1100")] // true
    [InlineData("1502 00")]
    [InlineData("1803 616263 00")] // text
    [InlineData("1925 02 04 00")] // list of two integers
    [InlineData("1921 01 02 00")] // list of two booleans, a byte each
    [InlineData("1B01 58 02 0161 00")] // map of integer to text
    [InlineData("17 0000000000000000 00")] // double
    public void Well_formed_structs_are_passed_over(string hex) => Assert.True(Skips(hex.Replace(" ", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("15")] // a field without its value
    [InlineData("1D00")] // a type that does not exist
    [InlineData("18FFFFFFFF0F")] // a text longer than the input
    [InlineData("19F5FFFFFFFF0F")] // a list longer than the input
    [InlineData("1BFFFFFFFF0F58")] // a map longer than the input
    [InlineData("15FFFFFFFFFFFFFFFFFF7F00")] // a number beyond 64 bits
    [InlineData("0580808080100000")] // a field id beyond 16 bits
    public void Malformed_structs_fail(string hex) => Assert.False(Skips(hex));

    [Fact]
    public void Nesting_ends_before_the_stack_does()
    {
        byte[] nested = new byte[100_000];
        nested.AsSpan().Fill(0x1C);
        ThriftReader reader = new(nested);
        reader.Skip(ThriftType.Struct);
        Assert.True(reader.Failed);
    }

    [Fact]
    public void A_footer_comes_back_as_it_was_written()
    {
        FileMetaData footer = new()
        {
            Schema = [new SchemaElement { Name = "schema", ChildCount = 1 }, new SchemaElement { Name = "ü", Type = PhysicalType.Int64, Logical = new(LogicalKind.TimestampMicros, IsUtc: true) }],
            RowCount = long.MaxValue,
            RowGroups = [],
            CreatedBy = "someone",
        };
        ThriftWriter writer = new();
        footer.Write(writer);
        ThriftReader reader = new(writer.Written);
        FileMetaData? read = FileMetaData.Read(ref reader);
        Assert.NotNull(read);
        Assert.Equal(footer.Schema, read.Schema);
        Assert.Equal((long.MaxValue, "someone"), (read.RowCount, read.CreatedBy));
        Assert.Equal(writer.Written.Length, reader.Position);
    }
}
