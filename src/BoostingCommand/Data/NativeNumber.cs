using System.Buffers.Text;
using System.Text;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>
/// Reads numbers of data files with the native program's arithmetic, so that its bins and thresholds come out to the last bit:
/// digits are summed up in double precision, which errs where exact reading does not.
/// </summary>
internal static class NativeNumber
{
    private const double Infinite = 1e308;
    private const uint MostExponent = 308;

    /// <param name="field">The text between two separators.</param>
    /// <param name="isPrecise">Whether to read exactly instead.</param>
    /// <param name="value">The number; an empty field, "na", "nan" and "null" are NaN.</param>
    /// <returns>Whether the field is a number or stands for a missing one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> field, bool isPrecise, out double value)
    {
        ReadOnlySpan<byte> text = field.Trim((byte)' ');
        value = double.NaN;
        if (text.IsEmpty)
        {
            return true;
        }

        if (isPrecise && Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length && double.IsFinite(value))
        {
            return true;
        }

        int at = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        double sign = text[0] == (byte)'-' ? -1 : 1;
        if (at < text.Length && (text[at] is (byte)'.' or (byte)'e' or (byte)'E' || IsDigit(text[at])))
        {
            value = sign * Magnitude(text, ref at);
            return at == text.Length;
        }

        return TryReadWord(Encoding.ASCII.GetString(text[at..]).ToLowerInvariant(), sign, out value);
    }

    private static bool TryReadWord(string word, double sign, out double value)
    {
        value = word is "inf" or "infinity" ? sign * Infinite : double.NaN;
        return word is "inf" or "infinity" or "na" or "nan" or "null";
    }

    private static double Magnitude(ReadOnlySpan<byte> text, ref int at)
    {
        double value = 0;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            value = (value * 10.0) + (text[at] - '0');
        }

        if (at < text.Length && text[at] == (byte)'.')
        {
            double right = 0;
            int digits = 0;
            for (at++; at < text.Length && IsDigit(text[at]); at++, digits++)
            {
                right = text[at] - '0' + (right * 10.0);
            }

            value += right / Power(10.0, digits);
        }

        return at < text.Length && text[at] is (byte)'e' or (byte)'E' ? Scaled(value, text, ref at) : value;
    }

    private static double Scaled(double value, ReadOnlySpan<byte> text, ref int at)
    {
        at++;
        bool isFraction = at < text.Length && text[at] == (byte)'-';
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
        {
            at++;
        }

        uint exponent = 0;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            exponent = Math.Min(MostExponent, (exponent * 10) + (uint)(text[at] - '0'));
        }

        double scale = 1;
        for (; exponent >= 50; exponent -= 50)
        {
            scale *= 1E50;
        }

        for (; exponent >= 8; exponent -= 8)
        {
            scale *= 1E8;
        }

        for (; exponent > 0; exponent--)
        {
            scale *= 10.0;
        }

        return isFraction ? value / scale : value * scale;
    }

    /// <summary>By squaring where the exponent halves or divides by three, in the native program's order of multiplications.</summary>
    private static double Power(double number, int power) =>
        power == 0 ? 1
        : power % 2 == 0 ? Power(number * number, power / 2)
        : power % 3 == 0 ? Power(number * number * number, power / 3)
        : number * Power(number, power - 1);

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';
}
