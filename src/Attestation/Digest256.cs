using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A SHA-256 digest: exactly 32 bytes. It names agreements, manifests, policy documents (host data), keys and certificates.
/// </summary>
/// <remarks>
/// Text form: 64 lower-case hexadecimal digits, nothing else, so that a digest has one spelling. In JSON it is that string.
/// <c>default</c> is the digest of 32 zero bytes; nothing in this project treats it as "not given".
/// </remarks>
[JsonConverter(typeof(Digest256JsonConverter))]
public readonly record struct Digest256
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    private readonly Bytes _bytes;

    /// <summary>Takes over 32 bytes that already are a digest.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="Size"/>.</exception>
    public Digest256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A SHA-256 digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>Computes SHA-256 over <paramref name="data"/>.</summary>
    /// <param name="data">Any number of bytes.</param>
    public static Digest256 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(data, digest);
        return new Digest256(digest);
    }

    /// <summary>Reads 64 lower-case hexadecimal digits from a trusted place.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Digest256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Digest256 digest)
            ? digest
            : throw new FormatException($"A SHA-256 digest is written as {2 * Size} lower-case hexadecimal digits.");

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    /// <returns>False, and the zero digest, when the text is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest256 digest)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool isDigest = LowerHex.TryDecode(text, bytes);
        digest = isDigest ? new Digest256(bytes) : default;
        return isDigest;
    }

    /// <summary>The 32 bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <summary>A fresh copy of the 32 bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>The digest as base64url without padding (43 characters), as RFC 7638 and MAA write it.</summary>
    public string ToBase64Url() => Base64UrlText.Encode(AsSpan());

    /// <summary>Compares in a time that does not depend on the content.</summary>
    public bool Equals(Digest256 other) => CryptographicOperations.FixedTimeEquals(AsSpan(), other.AsSpan());

    /// <summary>Compares with 32 bytes in a time that does not depend on the content; any other length is unequal.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(AsSpan(), other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(AsSpan());

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}
