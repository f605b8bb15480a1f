using System.Globalization;
using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

public readonly partial struct Rational
{
    private const int LongestText = 512;
    private const int LargestExponent = 400;

    /// <summary>Reads <c>12</c>, <c>-0.005</c>, <c>1e-6</c> or <c>7/3</c> exactly; nothing is rounded.</summary>
    /// <param name="text">At most 512 characters, exponents within ±400.</param>
    /// <param name="value">The number, or zero when the text is not one.</param>
    /// <returns>Whether the text is a number in one of these forms.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        if (text.Length is 0 or > LongestText)
        {
            return false;
        }

        int slash = text.IndexOf('/');
        if (slash < 0)
        {
            return TryParseDecimal(text, out value);
        }

        if (!TryParseInteger(text[..slash], allowSign: true, out BigInteger numerator) ||
            !TryParseInteger(text[(slash + 1)..], allowSign: false, out BigInteger denominator) ||
            denominator.IsZero)
        {
            return false;
        }

        value = new Rational(numerator, denominator);
        return true;
    }

    /// <summary>Reads a number that the caller knows to be well-formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Rational Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Rational value) ? value : throw new FormatException("The text is not an exact number.");

    /// <summary>The integer, or <c>numerator/denominator</c>; <see cref="TryParse"/> reads it back.</summary>
    public override string ToString() => Denominator.IsOne
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        int exponent = 0;
        int mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!TryParseInteger(text[(mark + 1)..], allowSign: true, out BigInteger written) ||
                BigInteger.Abs(written) > LargestExponent)
            {
                return false;
            }

            exponent = (int)written;
            text = text[..mark];
        }

        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : text[(point + 1)..];
        if (point >= 0 && fraction.IsEmpty)
        {
            return false;
        }

        BigInteger fractionDigits = BigInteger.Zero;
        if (!TryParseInteger(whole, allowSign: true, out BigInteger wholeDigits) ||
            (!fraction.IsEmpty && !TryParseInteger(fraction, allowSign: false, out fractionDigits)))
        {
            return false;
        }

        BigInteger unit = BigInteger.Pow(10, fraction.Length);
        BigInteger magnitude = (BigInteger.Abs(wholeDigits) * unit) + fractionDigits;
        BigInteger signed = whole[0] == '-' ? -magnitude : magnitude;
        value = exponent >= 0
            ? new Rational(signed * BigInteger.Pow(10, exponent), unit)
            : new Rational(signed, unit * BigInteger.Pow(10, -exponent));
        return true;
    }

    private static bool TryParseInteger(ReadOnlySpan<char> text, bool allowSign, out BigInteger value)
    {
        NumberStyles style = allowSign ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        return BigInteger.TryParse(text, style, CultureInfo.InvariantCulture, out value);
    }
}
