namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>
/// Brings telephone numbers to the international form: '+', country code, national number. Everything that depends on the
/// country stands in the rule itself, so that both parties read the same number from the same text, whatever tables they have.
/// </summary>
/// <param name="CountryCode">The country code of numbers written without one, 1 to 3 digits without '+', such as 44.</param>
/// <param name="TrunkPrefix">What stands before a national number within that country, such as 0; empty where nothing does.</param>
/// <remarks>Source: ITU-T E.164 §6 (at most 15 digits, country code first) and E.123 (how numbers are written).</remarks>
public sealed record PhoneRule(string CountryCode, string TrunkPrefix) : IdRule
{
    private const int MinimumDigits = 8;
    private const int MaximumDigits = 15;

    /// <summary>The country code of numbers written without one: 1 to 3 digits, the first not 0.</summary>
    public string CountryCode { get; } = IsCountryCode(CountryCode)
        ? CountryCode
        : throw new ArgumentException("A country code is 1 to 3 digits, the first not 0.", nameof(CountryCode));

    /// <summary>What stands before a national number within the country: at most 3 digits.</summary>
    public string TrunkPrefix { get; } = IsTrunkPrefix(TrunkPrefix)
        ? TrunkPrefix
        : throw new ArgumentException("A trunk prefix is at most 3 digits.", nameof(TrunkPrefix));

    internal static bool IsCountryCode(string text) =>
        text is { Length: >= 1 and <= 3 } && text[0] != '0' && text.All(char.IsAsciiDigit);

    internal static bool IsTrunkPrefix(string text) => text is { Length: <= 3 } && text.All(char.IsAsciiDigit);

    internal override IdRejection Apply(Span<char> text, ref int length)
    {
        Span<char> digits = stackalloc char[IdNormalisation.WorkspaceLength];
        if (!TryReadDigits(text[..length], digits, out int count, out bool isInternational))
        {
            return IdRejection.NotAPhoneNumber;
        }

        Span<char> number = digits[..count];
        text[0] = '+';
        int used = 1;
        if (!isInternational)
        {
            if (TrunkPrefix.Length > 0 && number.StartsWith(TrunkPrefix))
            {
                number = number[TrunkPrefix.Length..];
            }
            else if (TrunkPrefix.Length > 0 && number.StartsWith(CountryCode))
            {
                return IdRejection.AmbiguousPhoneNumber;
            }

            CountryCode.CopyTo(text[1..]);
            used += CountryCode.Length;
        }

        length = used + number.Length;
        if (number.Length == 0 || length - 1 is < MinimumDigits or > MaximumDigits)
        {
            return IdRejection.NotAPhoneNumber;
        }

        number.CopyTo(text[used..]);
        return text[1] == '0' ? IdRejection.NotAPhoneNumber : IdRejection.None;
    }

    /// <summary>Collects the digits; a leading '+' or 00 marks an international number, and "(0)" in one is a hint for callers at home.</summary>
    private static bool TryReadDigits(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool isInternational)
    {
        const string Scheme = "tel:";
        const string TrunkHint = "(0)";
        count = 0;
        text = text.Trim();
        text = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text;
        isInternational = text.StartsWith("+") || text.StartsWith("00");
        text = isInternational ? text[(text[0] == '+' ? 1 : 2)..] : text;
        while (!text.IsEmpty)
        {
            if (isInternational && text.StartsWith(TrunkHint))
            {
                text = text[TrunkHint.Length..];
                continue;
            }

            char c = text[0];
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '.' or '(' or ')' or '/' or '\u2010' or '\u2011' or '\u2013'))
            {
                return false;
            }

            text = text[1..];
        }

        return true;
    }
}
