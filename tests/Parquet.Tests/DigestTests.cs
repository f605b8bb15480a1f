using System.Security.Cryptography;
using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class DigestTests
{
    private static readonly Table s_table = RandomTable.Make(11, 200).Select("Int64", "String?");

    [Fact]
    public void The_footer_digest_covers_the_file_crypto_metadata_to_the_end()
    {
        using TestKeys keys = new();
        byte[] file = TestFile.Write(s_table, new ParquetWriterOptions { Encryption = keys.Encryption("Int64") }, out WrittenFile written);
        byte[] expected = SHA256.HashData(file.AsSpan(new EncryptedModules(file).FooterStart));
        Assert.Equal(expected, written.FooterDigest.ToArray());
        Assert.True(EncryptedFooter.TryRead(new MemoryStream(file), out EncryptedFooter? footer, out _));
        Assert.Equal(expected, footer.FooterDigest.ToArray());
        Assert.Equal(TestKeys.Prefix, Encoding.UTF8.GetString(footer.StoredAadPrefix!.Value.Span));
        Assert.Equal("footer", Encoding.UTF8.GetString(footer.FooterKeyMetadata.Span));
        Assert.True(footer.IsFooterEncrypted);
        Assert.Equal(file.Length, footer.FileLength);
        Assert.True(ParquetFile.TryOpen(new MemoryStream(file), footer, keys.Reader(), out ParquetFile? open, out _));
        Assert.Equal(expected, open.FooterDigest.ToArray());
        Assert.Equal("Int64", Encoding.UTF8.GetString(open.KeyMetadataOf("Int64")!.Value.Span));
        Assert.Equal("footer", Encoding.UTF8.GetString(open.KeyMetadataOf("String?")!.Value.Span));
    }

    [Fact]
    public void A_column_digest_covers_the_tags_of_its_modules_in_file_order()
    {
        using TestKeys keys = new();
        Table table = new(new Int64Column("a", [.. Enumerable.Range(0, 20).Select(i => i * 1_000_003L)]));
        ParquetWriterOptions options = new() { RowGroupRows = 10, PageRows = 5, WithPageIndex = false, Encryption = keys.Encryption() };
        byte[] file = TestFile.Write(table, options, out WrittenFile written);
        byte[] tags = [.. new EncryptedModules(file).Ranges.SelectMany(range => file[(range.Start + range.Length - 16)..(range.Start + range.Length)])];
        Assert.Equal(SHA256.HashData(tags), written.ColumnDigests["a"].ToArray());
    }

    [Fact]
    public void Promised_modules_are_read_and_others_are_refused()
    {
        using TestKeys keys = new();
        ParquetWriterOptions options = new() { Encryption = keys.Encryption("Int64") };
        byte[] file = TestFile.Write(s_table, options, out WrittenFile written);
        _ = TestFile.Write(s_table, options, out WrittenFile other);
        Assert.True(ParquetFile.TryOpen(new MemoryStream(file), keys.Reader(), out ParquetFile? open, out _));
        Assert.True(open.TryReadColumns(["Int64", "String?"], written.ColumnDigests, out Table? table, out _));
        TableAssert.Same(s_table, table);

        Dictionary<string, ReadOnlyMemory<byte>> mixed = new() { ["Int64"] = written.ColumnDigests["Int64"], ["String?"] = other.ColumnDigests["String?"] };
        Assert.False(open.TryReadColumns(["Int64", "String?"], mixed, out _, out ParquetFailure? failure));
        Assert.Equal((ParquetFailureReason.DigestMismatch, "String?"), (failure.Reason, failure.Column));
        Assert.Throws<ArgumentException>(() => open.TryReadColumns(["Int64"], new Dictionary<string, ReadOnlyMemory<byte>>(), out _, out _));
    }
}
