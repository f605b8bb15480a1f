using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>The encrypted files of apache/parquet-testing, written by Arrow C++. The values are those of its own test.</summary>
public sealed class EncryptedVectorTests
{
    private const int Rows = 50;

    private static KeyRing Keys()
    {
        KeyRing ring = new();
        ring.Add("kf"u8, new SecretKey("0123456789012345"u8));
        ring.Add("kc1"u8, new SecretKey("1234567890123450"u8));
        ring.Add("kc2"u8, new SecretKey("1234567890123451"u8));
        return ring;
    }

    private static byte[] Vector(string name) => File.ReadAllBytes(SharedData.Require("vectors", "parquet", name + ".parquet.encrypted"));

    [Theory]
    [InlineData("encrypt_columns_and_footer", Protection.EncryptedFooter)]
    [InlineData("encrypt_columns_and_footer_aad", Protection.EncryptedFooter)]
    [InlineData("encrypt_columns_plaintext_footer", Protection.SignedFooter)]
    [InlineData("uniform_encryption", Protection.EncryptedColumns)]
    public void Every_column_has_the_expected_values(string name, Protection required)
    {
        using KeyRing keys = Keys();
        ParquetReaderOptions options = ParquetReaderOptions.Encrypted(keys, AadPrefix.AsStored) with { Required = required };
        Table table = TestFile.ReadOk(Vector(name), options);
        Assert.Equal(Rows, table.RowCount);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(row % 2 == 0, ((BooleanColumn)table["boolean_field"]).Values[row]);
            Assert.Equal(row, ((Int32Column)table["int32_field"]).Values[row]);
            Assert.Equal($"[{row * 2_000_000_000_000}, {(row * 2_000_000_000_000) + 1_000_000_000_000}]", TableAssert.Cell(table["int64_field"], row));
            Assert.Equal(Int96(row), ((TimestampColumn)table["int96_field"]).Values[row]);
            Assert.Equal(row * 1.1f, ((FloatColumn)table["float_field"]).Values[row]);
            Assert.Equal(row * 1.1111111, ((DoubleColumn)table["double_field"]).Values[row]);
            Assert.Equal(row % 2 == 1, table["ba_field"].IsNull(row));
            Assert.Equal(row % 2 == 1 ? "" : $"parquet{row:000}", Encoding.ASCII.GetString(((BinaryColumn)table["ba_field"])[row]));
            Assert.Equal(Enumerable.Repeat((byte)row, 10), ((BinaryColumn)table["flba_field"])[row].ToArray());
        }
    }

    [Fact]
    public void Columns_in_the_clear_are_refused_where_all_must_be_encrypted()
    {
        using KeyRing keys = Keys();
        byte[] bytes = Vector("encrypt_columns_and_footer");
        ParquetReaderOptions strict = ParquetReaderOptions.Encrypted(keys, AadPrefix.AsStored);
        Assert.Equal(Rows, TestFile.ReadOk(bytes, strict, "double_field", "float_field").RowCount);
        ParquetFailure failure = TestFile.ReadFails(bytes, strict, "int32_field");
        Assert.Equal(ParquetFailureReason.Unprotected, failure.Reason);
        Assert.Equal("int32_field", failure.Column);
    }

    [Fact]
    public void A_plaintext_footer_is_refused_where_it_must_be_encrypted()
    {
        using KeyRing keys = Keys();
        ParquetFailure failure = TestFile.ReadFails(
            Vector("encrypt_columns_plaintext_footer"), ParquetReaderOptions.Encrypted(keys, AadPrefix.AsStored));
        Assert.Equal(ParquetFailureReason.Unprotected, failure.Reason);
    }

    [Fact]
    public void A_plaintext_footer_with_one_changed_byte_does_not_authenticate()
    {
        using KeyRing keys = Keys();
        byte[] bytes = Vector("encrypt_columns_plaintext_footer");
        int at = bytes.AsSpan().LastIndexOf("parquet-cpp-arrow"u8);
        bytes[at] ^= 1;
        ParquetReaderOptions options = ParquetReaderOptions.Encrypted(keys, AadPrefix.AsStored) with { Required = Protection.SignedFooter };
        Assert.Equal(ParquetFailureReason.FooterAuthentication, TestFile.ReadFails(bytes, options).Reason);
    }

    [Fact]
    public void The_stored_prefix_is_tester_and_no_other()
    {
        using KeyRing keys = Keys();
        byte[] bytes = Vector("encrypt_columns_and_footer_aad");
        ParquetReaderOptions right = ParquetReaderOptions.Encrypted(keys, AadPrefix.Exactly("tester"));
        Assert.Equal(Rows, TestFile.ReadOk(bytes, right, "double_field").RowCount);
        ParquetFailure failure = TestFile.ReadFails(bytes, ParquetReaderOptions.Encrypted(keys, AadPrefix.Exactly("other")));
        Assert.Equal(ParquetFailureReason.AadPrefixMismatch, failure.Reason);
        Assert.Equal("tester", failure.StoredAadPrefix);
        Assert.Equal("other", failure.ExpectedAadPrefix);
    }

    [Fact]
    public void Without_the_footer_key_the_file_names_the_key_it_wants()
    {
        using KeyRing none = new();
        ParquetFailure failure = TestFile.ReadFails(Vector("uniform_encryption"), ParquetReaderOptions.Encrypted(none, AadPrefix.AsStored));
        Assert.Equal(ParquetFailureReason.UnknownKey, failure.Reason);
        Assert.Equal("kf", failure.KeyId);
    }

    /// <summary>Arrow's test writes the three 32-bit words row, row + 1, row + 2: nanoseconds of the day in the first two, Julian day in the third.</summary>
    private static long Int96(long row) =>
        ((row + 2 - 2_440_588) * 86_400_000_000) + ((row + ((row + 1) << 32)) / 1000);
}
