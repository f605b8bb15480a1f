using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class OldWriterTests
{
    [Theory]
    [InlineData("parquet-mr", 110)]
    [InlineData("parquet-mr version 1.2.8 (build abc)", 110)]
    [InlineData("parquet-mr version 1.2.8-SNAPSHOT", 110)]
    [InlineData("parquet-mr version 1.2.9 (build abc)", 10)]
    [InlineData("parquet-mr version 1.12.3", 10)]
    [InlineData("parquet-mr version what", 10)]
    [InlineData("parquet-mr2", 10)]
    [InlineData("impala version 1.0", 10)]
    [InlineData(null, 10)]
    public void Only_the_writer_that_left_headers_out_is_given_room_for_one(string? createdBy, long expected) =>
        Assert.Equal(expected, OldWriter.Mend(Chunk(), createdBy, 1_000).CompressedSize);

    [Fact]
    public void The_room_ends_with_the_file() =>
        Assert.Equal(46, OldWriter.Mend(Chunk(), "parquet-mr", 50).CompressedSize);

    private static ColumnMetaData Chunk() => new()
    {
        Type = PhysicalType.Int32,
        Encodings = [],
        Path = ["a"],
        Codec = Codec.Uncompressed,
        ValueCount = 1,
        UncompressedSize = 10,
        CompressedSize = 10,
        DataPageOffset = 4,
    };
}
