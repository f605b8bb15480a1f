using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A SHA-384 digest: exactly 48 bytes. Launch measurements, identity-key digests and author-key digests are of this kind.
/// </summary>
/// <remarks>
/// Text form: 96 lower-case hexadecimal digits, nothing else, so that a digest has one spelling. In JSON it is that string.
/// <c>default</c> is the digest of 48 zero bytes; nothing in this project treats it as "not given".
/// </remarks>
[JsonConverter(typeof(Digest384JsonConverter))]
public readonly record struct Digest384
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 48;

    private readonly Bytes _bytes;

    /// <summary>Takes over 48 bytes that already are a digest.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="Size"/>.</exception>
    public Digest384(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A SHA-384 digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>Computes SHA-384 over <paramref name="data"/>.</summary>
    /// <param name="data">Any number of bytes.</param>
    public static Digest384 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA384.HashData(data, digest);
        return new Digest384(digest);
    }

    /// <summary>Reads 96 lower-case hexadecimal digits from a trusted place.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Digest384 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Digest384 digest)
            ? digest
            : throw new FormatException($"A SHA-384 digest is written as {2 * Size} lower-case hexadecimal digits.");

    /// <summary>Reads 96 lower-case hexadecimal digits.</summary>
    /// <returns>False, and the zero digest, when the text is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest384 digest)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool isDigest = LowerHex.TryDecode(text, bytes);
        digest = isDigest ? new Digest384(bytes) : default;
        return isDigest;
    }

    /// <summary>The 48 bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <summary>A fresh copy of the 48 bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>The digest as base64url without padding (64 characters), as RFC 7638 and MAA write it.</summary>
    public string ToBase64Url() => Base64UrlText.Encode(AsSpan());

    /// <summary>Compares in a time that does not depend on the content.</summary>
    public bool Equals(Digest384 other) => CryptographicOperations.FixedTimeEquals(AsSpan(), other.AsSpan());

    /// <summary>Compares with 48 bytes in a time that does not depend on the content; any other length is unequal.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(AsSpan(), other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(AsSpan());

    /// <summary>96 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}
