namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>What an attacker who holds the ciphertext, but no key, can try.</summary>
public sealed class TamperedFileTests
{
    // Two columns, two row groups of two pages each, plain encoding: header, page, header, page for a; the same for b; then row group 1.
    private const int ModulesOfAColumn = 4;
    private const int ModulesOfARowGroup = 8;
    private static readonly Table s_table = new(
        new Int64Column("a", [.. Enumerable.Range(0, 40).Select(i => unchecked((i + 1L) * (i + 2L) * (i + 3L) * -7_046_029_254_386_353_131L))]),
        new Int64Column("b", [.. Enumerable.Range(0, 40).Select(i => unchecked((i + 51L) * (i + 52L) * (i + 53L) * -7_046_029_254_386_353_131L))]));

    private static byte[] Write(TestKeys keys, Table? table = null, params string[] own) => TestFile.Write(table ?? s_table, new ParquetWriterOptions
    {
        Compression = PageCompression.None,
        RowGroupRows = 20,
        PageRows = 10,
        WithPageIndex = false,
        Encryption = keys.Encryption(own),
    });

    [Theory]
    [InlineData(1, 1 + ModulesOfAColumn, "a", 0, 0, ModuleType.DataPage)]
    [InlineData(3, 1, "a", 0, 0, ModuleType.DataPage)]
    [InlineData(0, 0 + ModulesOfAColumn, "a", 0, 0, ModuleType.DataPageHeader)]
    [InlineData(3, 3 + ModulesOfARowGroup, "a", 0, 1, ModuleType.DataPage)]
    [InlineData(2, 2 + ModulesOfARowGroup, "a", 0, 1, ModuleType.DataPageHeader)]
    [InlineData(ModulesOfARowGroup + ModulesOfAColumn + 1, ModulesOfARowGroup + ModulesOfAColumn + 3, "b", 1, 0, ModuleType.DataPage)]
    public void A_module_in_the_place_of_another_does_not_authenticate(int first, int second, string column, int rowGroup, int page, ModuleType module)
    {
        using TestKeys keys = new();
        byte[] file = Write(keys);
        ParquetFailure failure = TestFile.ReadFails(new EncryptedModules(file).Swap(file, first, second), keys.Reader());
        Assert.Equal(ParquetFailureReason.ModuleAuthentication, failure.Reason);
        Assert.Equal((column, rowGroup, page, module), (failure.Column, failure.RowGroup, failure.Page, failure.Module));
    }

    [Fact]
    public void A_page_of_another_file_under_the_same_key_and_prefix_does_not_authenticate()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys);
        byte[] other = Write(keys);
        ParquetFailure failure = TestFile.ReadFails(new EncryptedModules(file).Replace(file, 1, other, 1), keys.Reader());
        Assert.Equal(ParquetFailureReason.ModuleAuthentication, failure.Reason);
        Assert.Equal(ModuleType.DataPage, failure.Module);
    }

    [Fact]
    public void A_footer_of_another_file_under_the_same_key_opens_no_page()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys);
        byte[] other = Write(keys);
        byte[] mixed = [.. file.AsSpan(0, new EncryptedModules(file).FooterStart), .. other.AsSpan(new EncryptedModules(other).FooterStart)];
        Assert.Equal(ParquetFailureReason.ModuleAuthentication, TestFile.ReadFails(mixed, keys.Reader()).Reason);
    }

    [Fact]
    public void Column_metadata_under_another_key_does_not_authenticate()
    {
        using TestKeys writing = new();
        byte[] file = Write(writing, null, "b");
        using KeyRing ring = new();
        using SecretKey wrong = new(new byte[32]);
        ring.Add("footer"u8, new SecretKey(System.Security.Cryptography.SHA256.HashData("footer"u8)));
        ring.Add("b"u8, new SecretKey(new byte[32]));
        ParquetFailure failure = TestFile.ReadFails(file, ParquetReaderOptions.Encrypted(ring, AadPrefix.Exactly(TestKeys.Prefix)), "b");
        Assert.Equal(ParquetFailureReason.ModuleAuthentication, failure.Reason);
        Assert.Equal(("b", 0, ModuleType.ColumnMetaData), (failure.Column, failure.RowGroup, failure.Module));
    }

    [Fact]
    public void A_file_cut_at_any_module_boundary_is_refused()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys, null, "b");
        EncryptedModules modules = new(file);
        foreach (int at in modules.Ranges.Select(range => range.Start).Append(modules.FooterStart).Append(file.Length - 8).Append(file.Length - 4))
        {
            ParquetFailure failure = TestFile.ReadFails(file[..at], keys.Reader());
            Assert.True(failure.Reason is ParquetFailureReason.Truncated or ParquetFailureReason.NotParquet, $"{at}: {failure}");
        }
    }

    [Fact]
    public void A_file_with_any_module_cut_out_is_refused()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys, null, "b");
        foreach ((int start, int length) in new EncryptedModules(file).Ranges)
        {
            byte[] cut = [.. file.AsSpan(0, start), .. file.AsSpan(start + length)];
            ParquetFailure failure = TestFile.ReadFails(cut, keys.Reader());
            Assert.True(failure.Reason is ParquetFailureReason.ModuleAuthentication or ParquetFailureReason.Truncated, $"{start}: {failure}");
        }
    }

    [Fact]
    public void No_changed_byte_of_an_encrypted_file_gives_another_table()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys, null, "b");
        int cryptoMetaData = new EncryptedModules(file).FooterStart;
        ParquetReaderOptions options = keys.Reader();
        Assert.True(EncryptedFooter.TryRead(new MemoryStream(file), out EncryptedFooter? original, out _));
        for (int at = 0; at < file.Length; at++)
        {
            file[at] ^= (byte)(1 << (at & 7));
            if (TestFile.Read(file, options).Table is { } table)
            {
                // Only the plain struct before the footer has bits without meaning: the table is the same, and the footer digest is not.
                Assert.InRange(at, cryptoMetaData, file.Length);
                TableAssert.Same(s_table, table);
                Assert.True(EncryptedFooter.TryRead(new MemoryStream(file), out EncryptedFooter? changed, out _));
                Assert.NotEqual(original.FooterDigest.ToArray(), changed.FooterDigest.ToArray());
            }

            file[at] ^= (byte)(1 << (at & 7));
        }

        TableAssert.Same(s_table, TestFile.ReadOk(file, options));
    }

    [Fact]
    public void Another_prefix_than_the_expected_one_is_named()
    {
        using TestKeys keys = new();
        ParquetFailure failure = TestFile.ReadFails(Write(keys), keys.Reader("ads/2026-12"));
        Assert.Equal(ParquetFailureReason.AadPrefixMismatch, failure.Reason);
        Assert.Equal((TestKeys.Prefix, "ads/2026-12"), (failure.StoredAadPrefix, failure.ExpectedAadPrefix));
    }

    [Fact]
    public void A_prefix_that_is_not_stored_must_be_supplied_and_be_the_right_one()
    {
        using TestKeys keys = new();
        byte[] file = TestFile.Write(s_table, new ParquetWriterOptions { Encryption = keys.Encryption() with { StoreAadPrefix = false } });
        TableAssert.Same(s_table, TestFile.ReadOk(file, keys.Reader()));
        Assert.Equal(ParquetFailureReason.FooterAuthentication, TestFile.ReadFails(file, keys.Reader("other")).Reason);
        ParquetFailure failure = TestFile.ReadFails(file, ParquetReaderOptions.Encrypted(keys.Ring, AadPrefix.AsStored));
        Assert.Equal(ParquetFailureReason.AadPrefixMismatch, failure.Reason);
        Assert.Null(failure.StoredAadPrefix);
    }

    [Fact]
    public void The_wrong_footer_key_does_not_authenticate()
    {
        using TestKeys keys = new();
        byte[] file = Write(keys);
        using KeyRing wrong = new();
        wrong.Add("footer"u8, new SecretKey(new byte[32]));
        ParquetFailure failure = TestFile.ReadFails(file, ParquetReaderOptions.Encrypted(wrong, AadPrefix.AsStored));
        Assert.Equal(ParquetFailureReason.FooterAuthentication, failure.Reason);
    }

    [Fact]
    public void A_plaintext_file_is_refused_where_encryption_is_required()
    {
        using TestKeys keys = new();
        byte[] file = TestFile.Write(s_table, new ParquetWriterOptions());
        Assert.Equal(ParquetFailureReason.Unprotected, TestFile.ReadFails(file, keys.Reader()).Reason);
        Assert.False(EncryptedFooter.TryRead(new MemoryStream(file), out _, out ParquetFailure? failure));
        Assert.Equal(ParquetFailureReason.Unprotected, failure.Reason);
    }

    [Fact]
    public void An_encrypted_file_is_refused_without_keys()
    {
        using TestKeys keys = new();
        Assert.Equal(ParquetFailureReason.UnknownKey, TestFile.ReadFails(Write(keys), ParquetReaderOptions.Plaintext).Reason);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_named() =>
        Assert.Equal("c", TestFile.ReadFails(TestFile.Write(s_table, new ParquetWriterOptions()), ParquetReaderOptions.Plaintext, "a", "c").Column);
}
