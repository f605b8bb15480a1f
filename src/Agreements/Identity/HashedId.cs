using System.Buffers;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>
/// The one form in which a list of people is delivered: SHA-256 of the normalised identifier in UTF-8, as advertising platforms take hashed addresses and numbers. An identifier that is
/// 64 lower-case hexadecimal digits is such a hash already, as where parties exchange hashed addresses from the start, and is delivered as it stands.
/// </summary>
/// <remarks>A hash of an identifier still identifies a person to everybody who can guess the identifier. It is a form for matching, and no protection.</remarks>
public static class HashedId
{
    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Length of a hash in bytes.</summary>
    public const int Length = 32;

    /// <summary>Hashes an identifier.</summary>
    /// <param name="normalised">The identifier in UTF-8, in the form that <see cref="IdNormalisation"/> gave it.</param>
    /// <param name="hash">Room for <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="hash"/> has another length.</exception>
    public static void Write(ReadOnlySpan<byte> normalised, Span<byte> hash)
    {
        if (hash.Length != Length)
        {
            throw new ArgumentException($"A hash has {Length} bytes.", nameof(hash));
        }

        if (IsHash(normalised))
        {
            Convert.FromHexString(normalised, hash, out _, out _);
        }
        else
        {
            SHA256.HashData(normalised, hash);
        }
    }

    private static bool IsHash(ReadOnlySpan<byte> text)
    {
        const int Digits = 64;
        return text.Length == Digits && !text.ContainsAnyExcept(s_digits);
    }
}
