using System.Buffers;
using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Text that is shown and not obeyed. Strangers write names, reasons and messages; a line feed, an escape sequence or a mark that turns the direction of writing would let
/// them forge the lines that a person reads before signing.
/// </summary>
/// <remarks>
/// Not plain are, by Unicode's general categories: controls (C0, C1 and delete, so line feeds and tabs too), separators of lines and paragraphs, lone surrogates, and format
/// characters (those of the bidirectional algorithm, the byte-order mark, the soft hyphen, tags). The two joiners U+200C and U+200D are plain: languages are written with them.
/// </remarks>
public static class PlainText
{
    private const char Shown = '\uFFFD';

    /// <summary>Finds what is not plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The first such code point, as <c>U+202E</c>; empty when there is none.</param>
    /// <returns>True when the text is plain.</returns>
    public static bool IsPlain(ReadOnlySpan<char> text, out string found)
    {
        found = "";
        while (!text.IsEmpty)
        {
            int value = Next(text, out int length, out bool isPlain);
            if (!isPlain)
            {
                found = string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}");
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <summary>Makes a text plain for showing it.</summary>
    /// <param name="text">Text from anywhere.</param>
    /// <returns>The text with U+FFFD in place of everything that is not plain.</returns>
    public static string Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text, out _))
        {
            return text;
        }

        StringBuilder shown = new(text.Length);
        ReadOnlySpan<char> left = text;
        while (!left.IsEmpty)
        {
            Next(left, out int length, out bool isPlain);
            shown.Append(isPlain ? left[..length] : [Shown]);
            left = left[length..];
        }

        return shown.ToString();
    }

    private static int Next(ReadOnlySpan<char> text, out int length, out bool isPlain)
    {
        if (Rune.DecodeFromUtf16(text, out Rune rune, out length) != OperationStatus.Done)
        {
            isPlain = false;
            return text[0];
        }

        isPlain = rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
        return rune.Value;
    }
}
