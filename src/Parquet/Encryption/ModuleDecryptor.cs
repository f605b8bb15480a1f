using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>Opens the modules of one key. For one thread: make one for each.</summary>
internal sealed class ModuleDecryptor(SecretKey key, FileAad fileAad) : IDisposable
{
    private readonly AesGcm _gcm = new(key.Bytes, ModuleFrame.TagSize);
    private readonly byte[] _aad = new byte[fileAad.MaxLength];
    private AesCtr? _ctr;

    /// <summary>Opens a GCM module given without its length; <paramref name="plaintext"/> has exactly the room needed, and may be the ciphertext's own.</summary>
    /// <returns>False when the module does not authenticate; the plaintext is then zero.</returns>
    public bool TryOpen(ReadOnlySpan<byte> body, ModulePlace place, Span<byte> plaintext)
    {
        ReadOnlySpan<byte> tag = body[^ModuleFrame.TagSize..];
        try
        {
            _gcm.Decrypt(
                body[..ModuleFrame.NonceSize],
                body[ModuleFrame.NonceSize..^ModuleFrame.TagSize],
                tag,
                plaintext,
                _aad.AsSpan(0, fileAad.Write(place, _aad)));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        return true;
    }

    /// <summary>Opens a page body of AES_GCM_CTR_V1, which nothing authenticates; <paramref name="plaintext"/> may be the ciphertext's own room.</summary>
    public void OpenCtr(ReadOnlySpan<byte> body, Span<byte> plaintext)
    {
        _ctr ??= new AesCtr(key);
        _ctr.Transform(body[..ModuleFrame.NonceSize], body[ModuleFrame.NonceSize..], plaintext);
    }

    /// <summary>Whether <paramref name="tag"/> is the tag of <paramref name="footer"/> under this key: the signature of a plaintext footer.</summary>
    public bool VerifyFooter(ReadOnlySpan<byte> footer, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> tag)
    {
        byte[] ciphertext = new byte[footer.Length];
        Span<byte> computed = stackalloc byte[ModuleFrame.TagSize];
        _gcm.Encrypt(nonce, footer, ciphertext, computed, _aad.AsSpan(0, fileAad.Write(ModulePlace.Footer, _aad)));
        return CryptographicOperations.FixedTimeEquals(computed, tag);
    }

    public void Dispose()
    {
        _gcm.Dispose();
        _ctr?.Dispose();
    }
}
