using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>Seals modules under one key. For one thread: make one for each.</summary>
/// <remarks>Nonces are 96 random bits, so that a key may be used by several writers; NIST SP 800-38D, 8.3 then allows 2^32 modules a key.</remarks>
internal sealed class ModuleEncryptor(SecretKey key, FileAad fileAad, IRandomBytes random) : IDisposable
{
    private readonly AesGcm _gcm = new(key.Bytes, ModuleFrame.TagSize);
    private readonly byte[] _aad = new byte[fileAad.MaxLength];

    /// <summary>Writes the module of <paramref name="plaintext"/>, its frame included; <paramref name="module"/> has
    /// <see cref="ModuleFrame.GcmOverhead"/> bytes more than the plaintext.</summary>
    public void Seal(ReadOnlySpan<byte> plaintext, ModulePlace place, Span<byte> module)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(module, (uint)(module.Length - ModuleFrame.LengthSize));
        Span<byte> body = module[ModuleFrame.LengthSize..];
        Span<byte> nonce = body[..ModuleFrame.NonceSize];
        random.Fill(nonce);
        _gcm.Encrypt(
            nonce,
            plaintext,
            body[ModuleFrame.NonceSize..^ModuleFrame.TagSize],
            body[^ModuleFrame.TagSize..],
            _aad.AsSpan(0, fileAad.Write(place, _aad)));
    }

    public void Dispose() => _gcm.Dispose();
}
