namespace EnclaveCleanRoom.Attestation;

/// <summary>Lower-case hexadecimal, the only spelling of bytes in hex that this project reads.</summary>
internal static class LowerHex
{
    private static readonly System.Buffers.SearchValues<char> s_digits = System.Buffers.SearchValues.Create("0123456789abcdef");

    /// <summary>Decodes exactly <c>2 * destination.Length</c> digits; false when there are more, fewer, or others.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length != 2 * destination.Length || text.ContainsAnyExcept(s_digits))
        {
            return false;
        }

        Convert.FromHexString(text, destination, out _, out _);
        return true;
    }
}
