using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class KeyToolsTests : IDisposable
{
    private static readonly Table s_table = new(new Int32Column("a", [1, 2, 3]), new StringColumn("b", "x", null, "y"));
    private readonly LocalKeyManagement _service = new();
    private readonly SecretKey _footer = new("0123456789012345"u8);
    private readonly SecretKey _column = new("012345678901234567890123"u8);

    public KeyToolsTests()
    {
        _service.Add("kek-1", new SecretKey(new byte[32]));
        _service.Add("kek-2", new SecretKey([1, .. new byte[15]]));
    }

    public void Dispose()
    {
        _service.Dispose();
        _footer.Dispose();
        _column.Dispose();
    }

    private byte[] Write(KeyMaterial footer, KeyMaterial column) => TestFile.Write(s_table, new ParquetWriterOptions
    {
        Encryption = new FileEncryption
        {
            FooterKey = _footer,
            FooterKeyMetadata = footer.Write(),
            AadPrefix = default,
            ColumnKeys = new Dictionary<string, ColumnKey> { ["b"] = new(_column, column.Write()) },
        },
    });

    private static ParquetReaderOptions Options(KeyToolsRetriever keys) => ParquetReaderOptions.Encrypted(keys, AadPrefix.AsStored);

    [Fact]
    public void Keys_wrapped_once_or_twice_open_a_file()
    {
        using SecretKey between = new("between between "u8);
        byte[] file = Write(
            KeyMaterial.WrapOnce(_service, "kek-1", _footer, isFooterKey: true),
            KeyMaterial.WrapTwice(_service, "kek-2", between, "id of it"u8, _column));
        using KeyToolsRetriever keys = new(_service);
        TableAssert.Same(s_table, TestFile.ReadOk(file, Options(keys)));
    }

    [Fact]
    public void A_key_bound_to_another_key_in_between_does_not_open()
    {
        using SecretKey between = new("between between "u8);
        KeyMaterial column = KeyMaterial.WrapTwice(_service, "kek-2", between, "id of it"u8, _column);
        byte[] file = Write(
            KeyMaterial.WrapOnce(_service, "kek-1", _footer, isFooterKey: true),
            column with { KeyEncryptionKeyId = Convert.ToBase64String("id of another"u8) });
        using KeyToolsRetriever keys = new(_service);
        ParquetFailure failure = TestFile.ReadFails(file, Options(keys), "b");
        Assert.Equal((ParquetFailureReason.UnknownKey, "b", "kek-2"), (failure.Reason, failure.Column, failure.KeyId));
    }

    [Fact]
    public void Without_the_master_key_it_is_named()
    {
        byte[] file = Write(KeyMaterial.WrapOnce(_service, "kek-1", _footer, isFooterKey: true), KeyMaterial.WrapOnce(_service, "kek-2", _column));
        using LocalKeyManagement other = new();
        other.Add("kek-1", new SecretKey(new byte[32]));
        using KeyToolsRetriever keys = new(other);
        Assert.Equal(3, TestFile.ReadOk(file, Options(keys), "a").RowCount);
        ParquetFailure failure = TestFile.ReadFails(file, Options(keys), "b");
        Assert.Equal((ParquetFailureReason.UnknownKey, "kek-2"), (failure.Reason, failure.KeyId));
    }

    [Fact]
    public void Material_beside_the_file_is_rotated_without_touching_the_file()
    {
        byte[] file = Write(new KeyMaterial { KeyReference = "footerKey" }, new KeyMaterial { KeyReference = "columnKey0" });
        using SecretKey between = new("between between "u8);
        ExternalKeyMaterial store = new(new Dictionary<string, KeyMaterial>
        {
            ["footerKey"] = KeyMaterial.WrapOnce(_service, "kek-1", _footer, isFooterKey: true),
            ["columnKey0"] = KeyMaterial.WrapTwice(_service, "kek-1", between, "id"u8, _column),
        });
        Assert.True(ExternalKeyMaterial.TryParse(store.Rotate(_service, _ => "kek-2")!.Write(), out ExternalKeyMaterial? rotated, out _));
        using LocalKeyManagement onlyNew = new();
        onlyNew.Add("kek-2", new SecretKey([1, .. new byte[15]]));

        using KeyToolsRetriever before = new(onlyNew, store);
        using KeyToolsRetriever after = new(onlyNew, rotated);
        Assert.Equal(ParquetFailureReason.UnknownKey, TestFile.ReadFails(file, Options(before)).Reason);
        TableAssert.Same(s_table, TestFile.ReadOk(file, Options(after)));
    }

    [Fact]
    public void Material_that_the_service_cannot_unwrap_is_not_rotated()
    {
        ExternalKeyMaterial store = new(new Dictionary<string, KeyMaterial> { ["footerKey"] = new() { MasterKeyId = "kek-1", WrappedDek = "AAAA" } });
        Assert.Null(store.Rotate(_service, id => id));
    }

    [Fact]
    public void A_reference_without_its_material_is_an_unknown_key()
    {
        byte[] file = Write(new KeyMaterial { KeyReference = "footerKey" }, new KeyMaterial { KeyReference = "columnKey0" });
        using KeyToolsRetriever keys = new(_service);
        Assert.Equal(ParquetFailureReason.UnknownKey, TestFile.ReadFails(file, Options(keys)).Reason);
    }

    [Theory]
    [InlineData("[]", KeyMaterialFailure.MalformedJson)]
    [InlineData("{\"a\":1}", KeyMaterialFailure.InvalidMember)]
    [InlineData("{\"a\":\"{}\"}", KeyMaterialFailure.UnknownType)]
    [InlineData("{\"a\":\"{}\",\"a\":\"{}\"}", KeyMaterialFailure.MalformedJson)]
    [InlineData("{\"a\":\"{\\\"keyMaterialType\\\":\\\"PKMT1\\\",\\\"internalStorage\\\":false,\\\"keyReference\\\":\\\"a\\\"}\"}", KeyMaterialFailure.InvalidMember)]
    public void What_is_no_file_of_key_material_is_refused(string json, KeyMaterialFailure expected)
    {
        Assert.False(ExternalKeyMaterial.TryParse(Encoding.UTF8.GetBytes(json), out _, out KeyMaterialFailure failure));
        Assert.Equal(expected, failure);
    }

    [Fact]
    public void The_file_beside_is_named_after_the_data() =>
        Assert.Equal("_KEY_MATERIAL_FOR_part-0.parquet.encrypted.json", ExternalKeyMaterial.FileNameFor("part-0.parquet.encrypted"));

    [Fact]
    public void A_key_seals_no_more_than_it_may()
    {
        KeyMaterial material = KeyMaterial.WrapOnce(_service, "kek-1", _footer);
        _footer.CountSeals((1L << 32) - 8);
        Assert.Equal(3, TestFile.ReadOk(Write(material, material), Options(new KeyToolsRetriever(_service)), "a").RowCount);
        Assert.Throws<InvalidOperationException>(() => Write(material, material));
    }

    [Fact]
    public void A_key_that_parquet_java_wrapped_locally_is_unwrapped()
    {
        string wrapped = _service.Wrap("kek-1", _footer);
        Assert.True(_service.TryUnwrap("kek-1", $$"""{"masterKeyVersion":"NO_VERSION","encryptedKey":"{{wrapped}}"}""", out SecretKey? key));
        Assert.True(key.Bytes.SequenceEqual(_footer.Bytes));
        key.Dispose();
    }

    [Theory]
    [InlineData("""{"masterKeyVersion":"2","encryptedKey":"KEY"}""")]
    [InlineData("""{"encryptedKey":"KEY"}""")]
    [InlineData("""{"masterKeyVersion":"NO_VERSION","encryptedKey":"KEY","more":"1"}""")]
    [InlineData("""{"masterKeyVersion":"NO_VERSION","encryptedKey":7}""")]
    [InlineData("""{"masterKeyVersion":"NO_VERSION","encryptedKey":"KEY","encryptedKey":"KEY"}""")]
    [InlineData("""{"masterKeyVersion":"NO_VERSION","encryptedKey":"\uD800"}""")]
    [InlineData("{")]
    public void Another_envelope_is_not_opened(string envelope) =>
        Assert.False(_service.TryUnwrap("kek-1", envelope.Replace("KEY", _service.Wrap("kek-1", _footer), StringComparison.Ordinal), out _));
}
