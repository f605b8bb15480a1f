using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Texts in policy documents: JSON strings of printable ASCII, everything else as <c>\uXXXX</c>. One text, one spelling.</summary>
internal static class PolicyText
{
    /// <summary>False for lone surrogates and for a zero character, which no path, argument or variable can hold.</summary>
    public static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\0')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text as a quoted JSON string.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        foreach (char unit in text)
        {
            if (unit is < ' ' or > '~' or '"' or '\\')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
            else
            {
                quoted.Append(unit);
            }
        }

        return quoted.Append('"').ToString();
    }
}
