using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class DecimalTests
{
    private static Column Read(PhysicalType type, int length, byte[] plain, int count, LogicalAnnotation logical)
    {
        SchemaElement leaf = new() { Name = "d", Type = type, TypeLength = length, Logical = logical };
        Field? field = StoredType.TryMap(leaf, "d", false, out string? refusal);
        Assert.Null(refusal);
        using ColumnSink sink = SinkFactory.Create(new FileColumn("d", "d", 0, leaf, default, field, null), new MemoryBudget(1 << 20));
        ParquetFailureReason reason = sink.AddPage(new PageValues { Encoding = Metadata.Encoding.Plain, Bytes = plain, Slots = count, Present = count });
        Assert.Equal(ParquetFailureReason.None, reason);
        return sink.Build(field!);
    }

    private static string? Text(PhysicalType type, int length, byte[] plain, int precision, int scale) =>
        ((DecimalColumn)Read(type, length, plain, 1, new(LogicalKind.Decimal, precision, scale))).Text(0);

    [Fact]
    public void Decimals_of_every_storage()
    {
        Assert.Equal("-0.05", Text(PhysicalType.Int32, 0, BitConverter.GetBytes(-5), 9, 2));
        Assert.Equal("12345678901234.5678", Text(PhysicalType.Int64, 0, BitConverter.GetBytes(123_456_789_012_345_678L), 18, 4));
        Assert.Equal("-1.00", Text(PhysicalType.FixedLenByteArray, 3, [0xFF, 0xFF, 0x9C], 5, 2));
        Assert.Equal("256", Text(PhysicalType.ByteArray, 0, [2, 0, 0, 0, 1, 0], 5, 0));
        Assert.Equal("1.28", Text(PhysicalType.FixedLenByteArray, 20, [.. new byte[19], 0x80], 38, 2));
    }

    [Fact]
    public void The_largest_unsigned_number_of_64_bits_is_whole() =>
        Assert.Equal(
            "18446744073709551615",
            ((DecimalColumn)Read(PhysicalType.Int64, 0, BitConverter.GetBytes(ulong.MaxValue), 1, new(LogicalKind.Unsigned64, Bits: 64))).Text(0));

    [Theory]
    [InlineData(39, 0)]
    [InlineData(0, 0)]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    public void Digits_out_of_range_are_refused_by_name(int precision, int scale)
    {
        SchemaElement leaf = new() { Name = "d", Type = PhysicalType.ByteArray, Logical = new(LogicalKind.Decimal, precision, scale) };
        Assert.Null(StoredType.TryMap(leaf, "d", false, out string? refusal));
        Assert.Equal($"DECIMAL({precision},{scale})", refusal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void A_number_that_128_bits_do_not_hold_is_malformed(byte[] number)
    {
        using DecimalSink sink = new(0, new MemoryBudget(1 << 20), null);
        PageValues page = new() { Encoding = Metadata.Encoding.Plain, Bytes = [.. BitConverter.GetBytes(number.Length), .. number], Slots = 1, Present = 1 };
        Assert.Equal(ParquetFailureReason.MalformedValue, sink.AddPage(page));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(9, 2)]
    [InlineData(18, 18)]
    [InlineData(38, 10)]
    public void Decimals_are_written_and_read_back(int precision, int scale)
    {
        Int128 largest = 1;
        for (int i = 0; i < precision; i++)
        {
            largest *= 10;
        }

        Field field = new("d", ColumnType.Decimal, true) { Precision = precision, Scale = scale };
        Table table = new(new DecimalColumn(field, [largest - 1, 1 - largest, 0, -1], new Bitmap([true, true, false, true])));
        Table read = TestFile.ReadOk(TestFile.Write(table, new ParquetWriterOptions()), ParquetReaderOptions.Plaintext);
        TableAssert.Same(table, read);
    }

    [Fact]
    public void A_number_of_more_digits_than_the_field_has_is_not_written()
    {
        Table table = new(new DecimalColumn(new Field("d", ColumnType.Decimal) { Precision = 2 }, [100], null));
        Assert.Throws<ArgumentException>(() => TestFile.Write(table, new ParquetWriterOptions()));
    }
}
