using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Writes the end of a file.</summary>
internal static class FooterWriter
{
    /// <summary>The end of a plaintext file: footer ‖ length ‖ magic.</summary>
    public static byte[] Plaintext(FileMetaData footer)
    {
        ThriftWriter writer = new();
        footer.Write(writer);
        return [.. writer.Written, .. Length(writer.Written.Length), .. "PAR1"u8];
    }

    /// <summary>The end of an encrypted file: file crypto metadata ‖ footer module ‖ length of both ‖ magic.</summary>
    public static byte[] Encrypted(FileMetaData footer, FileCryptoMetaData crypto, ModuleEncryptor encryptor)
    {
        ThriftWriter plain = new();
        crypto.Write(plain);
        ThriftWriter writer = new();
        footer.Write(writer);
        byte[] module = new byte[writer.Written.Length + ModuleFrame.GcmOverhead];
        encryptor.Seal(writer.Written, ModulePlace.Footer, module);
        return [.. plain.Written, .. module, .. Length(plain.Written.Length + module.Length), .. "PARE"u8];
    }

    /// <summary>The end of a file whose footer is signed: footer ‖ nonce ‖ tag ‖ length of the three ‖ magic.</summary>
    public static byte[] Signed(FileMetaData footer, FileCryptoMetaData crypto, ModuleEncryptor encryptor)
    {
        ThriftWriter writer = new();
        (footer with { Encryption = crypto.Algorithm, SigningKeyMetadata = crypto.KeyMetadata }).Write(writer);
        byte[] module = new byte[writer.Written.Length + ModuleFrame.GcmOverhead];
        encryptor.Seal(writer.Written, ModulePlace.Footer, module);
        ReadOnlySpan<byte> nonce = module.AsSpan(ModuleFrame.LengthSize, ModuleFrame.NonceSize);
        ReadOnlySpan<byte> tag = module.AsSpan(^ModuleFrame.TagSize..);
        return [.. writer.Written, .. nonce, .. tag, .. Length(writer.Written.Length + nonce.Length + tag.Length), .. "PAR1"u8];
    }

    private static byte[] Length(int length)
    {
        byte[] little = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(little, length);
        return little;
    }
}
