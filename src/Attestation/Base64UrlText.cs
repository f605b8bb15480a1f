using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Base64url (RFC 4648 §5) without padding, white space or stray bits: bytes have one spelling, so that a text that was
/// changed never decodes to the same bytes.
/// </summary>
public static class Base64UrlText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly System.Buffers.SearchValues<char> s_alphabet = System.Buffers.SearchValues.Create(Alphabet);

    /// <summary>Encodes without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Decodes the one unpadded spelling.</summary>
    /// <returns>False when the text holds padding, another character, a length that no bytes give, or non-zero stray bits.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 == 1 || text.ContainsAnyExcept(s_alphabet) || HasStrayBits(text))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    /// <summary>
    /// Decodes with or without the <c>=</c> padding that some senders keep (Go's <c>URLEncoding</c> does, and the attestation
    /// service accepts it). Padding, where present, must be complete.
    /// </summary>
    /// <returns>False as for <see cref="TryDecode"/>, or when padding is incomplete.</returns>
    public static bool TryDecodePadded(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        ReadOnlySpan<char> digits = text.TrimEnd('=');
        int padding = text.Length - digits.Length;
        return (padding == 0 || (padding <= 2 && text.Length % 4 == 0)) && TryDecode(digits, out bytes);
    }

    // Two digits carry 12 bits for 8, three carry 18 for 16: the bits left over must be zero.
    private static bool HasStrayBits(ReadOnlySpan<char> text) =>
        (text.Length % 4) switch
        {
            2 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b1111) != 0,
            3 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b11) != 0,
            _ => false,
        };
}
