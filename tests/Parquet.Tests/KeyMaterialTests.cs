using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class KeyMaterialTests
{
    // As parquet-java's key tools write it, member by member.
    private const string FromJava = """
        {"keyMaterialType":"PKMT1","internalStorage":true,"isFooterKey":true,"kmsInstanceID":"DEFAULT","kmsInstanceURL":"DEFAULT",
        "masterKeyID":"kf","wrappedDEK":"AAECAw==","doubleWrapping":true,"keyEncryptionKeyID":"BAUG","wrappedKEK":"BwgJ"}
        """;

    [Fact]
    public void Material_of_the_java_tools_is_read()
    {
        Assert.True(KeyMaterial.TryParse(Encoding.UTF8.GetBytes(FromJava), out KeyMaterial? material, out _));
        Assert.Equal(("kf", "AAECAw==", "BAUG", "BwgJ"), (material.MasterKeyId, material.WrappedDek, material.KeyEncryptionKeyId, material.WrappedKek));
        Assert.True(material.IsFooterKey);
        Assert.True(material.DoubleWrapping);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        KeyMaterial[] all =
        [
            new() { IsFooterKey = true, KmsInstanceId = "vault", KmsInstanceUrl = "https://vault", MasterKeyId = "kek", WrappedDek = "AA==" },
            new() { MasterKeyId = "kek/\"ü\"", WrappedDek = "AA==" },
            new() { MasterKeyId = "kek", WrappedDek = "AA==", KeyEncryptionKeyId = "AQ==", WrappedKek = "Ag==" },
            new() { KeyReference = "columnKey0" },
        ];
        foreach (KeyMaterial one in all)
        {
            Assert.True(KeyMaterial.TryParse(one.Write(), out KeyMaterial? read, out _));
            Assert.Equal(one, read);
        }
    }

    [Theory]
    [InlineData("", KeyMaterialFailure.MalformedJson)]
    [InlineData("kf", KeyMaterialFailure.MalformedJson)]
    [InlineData("[]", KeyMaterialFailure.MalformedJson)]
    [InlineData("{}", KeyMaterialFailure.UnknownType)]
    [InlineData("""{"keyMaterialType":"PKMT2","internalStorage":true}""", KeyMaterialFailure.UnknownType)]
    [InlineData("""{"keyMaterialType":"PKMT1","keyMaterialType":"PKMT1"}""", KeyMaterialFailure.MalformedJson)]
    [InlineData("""{"keyMaterialType":"PKMT1","internalStorage":true,"isFooterKey":false,"masterKeyID":"k","doubleWrapping":false}""", KeyMaterialFailure.InvalidMember)]
    [InlineData("""{"keyMaterialType":"PKMT1","internalStorage":true,"isFooterKey":false,"masterKeyID":7,"wrappedDEK":"","doubleWrapping":false}""", KeyMaterialFailure.InvalidMember)]
    [InlineData("""{"keyMaterialType":"PKMT1","internalStorage":true,"isFooterKey":false,"masterKeyID":"k","wrappedDEK":"","doubleWrapping":true}""", KeyMaterialFailure.InvalidMember)]
    [InlineData("""{"keyMaterialType":"PKMT1","internalStorage":false,"keyReference":"a","masterKeyID":"k"}""", KeyMaterialFailure.InvalidMember)]
    [InlineData("""{"keyMaterialType":"PKMT1","surprise":true}""", KeyMaterialFailure.UnknownMember)]
    public void Anything_else_is_refused_with_its_reason(string json, KeyMaterialFailure expected)
    {
        Assert.False(KeyMaterial.TryParse(Encoding.UTF8.GetBytes(json), out _, out KeyMaterialFailure failure));
        Assert.Equal(expected, failure);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"keyMaterialType":"PKMT1","masterKeyID":"X"}""");
        bytes[Array.IndexOf(bytes, (byte)'X')] = 0xFF;
        Assert.False(KeyMaterial.TryParse(bytes, out _, out KeyMaterialFailure failure));
        Assert.Equal(KeyMaterialFailure.MalformedJson, failure);
    }

    [Fact]
    public void An_unknown_key_is_named_by_its_master_key()
    {
        using TestKeys keys = new();
        byte[] metadata = new KeyMaterial { IsFooterKey = true, MasterKeyId = "kek-of-ads", WrappedDek = "AA==" }.Write();
        byte[] file = TestFile.Write(RandomTable.Make(1, 1), new ParquetWriterOptions { Encryption = keys.Encryption() with { FooterKeyMetadata = metadata } });
        Assert.Equal("kek-of-ads", TestFile.ReadFails(file, keys.Reader()).KeyId);
    }
}
