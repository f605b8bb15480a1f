using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>
/// A secret of a party and the instance it talks to, by which the party authenticates many small requests: a signature on P-384 takes either side longer than a row takes to be scored. It is good for
/// what the instance gave it out for and nothing else, and ends with it. Usable from several threads.
/// </summary>
public sealed class RequestKey : IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(CoseMac0.KeySize, pinned: true);
    private bool _isGone;

    private RequestKey()
    {
    }

    /// <summary>A new key from the system's generator.</summary>
    public static RequestKey Generate()
    {
        RequestKey key = new();
        RandomNumberGenerator.Fill(key._bytes);
        return key;
    }

    /// <summary>Reads a key as an instance gives it out.</summary>
    /// <param name="text">Base64url.</param>
    /// <returns>The key, or <see langword="null"/> when the text is none.</returns>
    public static RequestKey? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64UrlText.TryDecode(text, out byte[]? bytes))
        {
            return null;
        }

        RequestKey? key = bytes.Length == CoseMac0.KeySize ? new RequestKey() : null;
        if (key is not null)
        {
            bytes.CopyTo(key._bytes, 0);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The key as it is given out, over a connection that only the party can read.</summary>
    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public string Write()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isGone, this);
            return Base64UrlText.Encode(_bytes);
        }
    }

    /// <summary>Ends the key: nothing verifies by it any more, and its bytes are zeroed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isGone = true;
            CryptographicOperations.ZeroMemory(_bytes);
        }
    }

    internal byte[] Authenticate(ReadOnlySpan<byte> payload, CoseHeaderParameters header)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isGone, this);
            return CoseMac0.Create(_bytes, payload, header);
        }
    }

    /// <summary>A key that has ended verifies nothing: zeroed, it would be one that everybody knows.</summary>
    internal CoseFailure Verify(CoseMac0 message)
    {
        lock (_lock)
        {
            return _isGone ? CoseFailure.SignatureMismatch : message.Verify(_bytes);
        }
    }
}
