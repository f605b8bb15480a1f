using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Bytes that somebody wrote down as text, for files that strangers hand in: hexadecimal, base64 or base64url, wrapped or not,
/// padded or not. Nothing that is signed or hashed by this project is read so: there, one spelling is right.
/// </summary>
internal static class WrittenBytes
{
    private const int MaxLength = 1 << 20;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Decodes a text that is all of the file.</summary>
    /// <returns>False when it is empty, longer than 1 MiB, or in none of these spellings.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> file, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (file.Length is 0 or > MaxLength || !Ascii.IsValid(file))
        {
            return false;
        }

        string text = string.Concat(Encoding.ASCII.GetString(file).Where(c => !char.IsWhiteSpace(c)));
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        if (digits.Length > 0 && digits.Length % 2 == 0 && !digits.AsSpan().ContainsAnyExcept(s_hex))
        {
            bytes = Convert.FromHexString(digits);
            return true;
        }

        return TryDecodeBase64(text, out bytes);
    }

    private static bool TryDecodeBase64(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        string url = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (url.Length == 0 || url.Length % 4 == 1 || !Base64Url.IsValid(url))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(url);
        return true;
    }
}
