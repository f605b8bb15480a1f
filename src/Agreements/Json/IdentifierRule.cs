using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>The one rule for names: they stand in URLs, file names, AAD prefixes and ledger rows, so they stay plain.</summary>
internal static class IdentifierRule
{
    internal const string Text = "1 to 64 characters of a-z, 0-9 and '-', beginning with a letter";

    internal static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: >= 1 and <= 64 } || !char.IsAsciiLetterLower(text[0]))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
