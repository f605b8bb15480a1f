namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>Removes white space (Unicode's) and invisible marks (U+FEFF, U+200B to U+200F) from both ends.</summary>
public sealed record TrimRule : IdRule
{
    internal override IdRejection Apply(Span<char> text, ref int length)
    {
        int start = 0;
        while (start < length && IsInvisible(text[start]))
        {
            start++;
        }

        while (length > start && IsInvisible(text[length - 1]))
        {
            length--;
        }

        text[start..length].CopyTo(text);
        length -= start;
        return length == 0 ? IdRejection.Empty : IdRejection.None;
    }

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or (>= '\u200B' and <= '\u200F');
}
