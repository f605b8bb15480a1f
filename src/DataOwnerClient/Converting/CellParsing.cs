using System.Buffers.Text;
using System.Runtime.CompilerServices;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Reads cells into values that write out as the same text, or for decimal numbers as the same number. Anything else stays text.</summary>
internal static class CellParsing
{
    private const int MaxDecimalDigits = 15;
    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The types of <paramref name="candidates"/> that a cell fits.</summary>
    public static CellKinds KindsOf(ReadOnlySpan<byte> text, CellKinds candidates)
    {
        CellKinds kinds = CellKinds.None;
        kinds |= candidates.HasFlag(CellKinds.Boolean) && TryBoolean(text, out _) ? CellKinds.Boolean : 0;
        kinds |= candidates.HasFlag(CellKinds.Int32) && TryInt64(text, out long number) && number is >= int.MinValue and <= int.MaxValue ? CellKinds.Int32 : 0;
        kinds |= candidates.HasFlag(CellKinds.Int64) && TryInt64(text, out _) ? CellKinds.Int64 : 0;
        kinds |= candidates.HasFlag(CellKinds.Double) && TryDouble(text, out _) ? CellKinds.Double : 0;
        kinds |= candidates.HasFlag(CellKinds.Date) && TryDate(text, out _) ? CellKinds.Date : 0;
        kinds |= candidates.HasFlag(CellKinds.Timestamp) && TryTimestamp(text, out _) ? CellKinds.Timestamp : 0;
        return kinds;
    }

    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8);
        return value || text.SequenceEqual("false"u8);
    }

    public static bool TryInt64(ReadOnlySpan<byte> text, out long value)
    {
        bool isNegative = text.Length > 1 && text[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        bool isCanonical = digits.Length == 1 ? !(isNegative && digits[0] == '0') : digits.Length > 1 && digits[0] != '0';
        if (digits.Length > 18)
        {
            return Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && isCanonical && text[0] != '+';
        }

        bool isNumber = TryDigits(digits, out value);
        value = isNegative ? -value : value;
        return isNumber && isCanonical;
    }

    /// <summary>The number in the 1 to 8 bytes from <paramref name="start"/> on, all digits; 8 bytes can be read there.</summary>
    /// <remarks>The digits are moved to the upper end of a word, zeros put before them, and summed by pairs, fours and eights.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryShort(ref byte start, int length, out long value)
    {
        unchecked
        {
            int unused = (8 - length) * 8;
            ulong word = Unsafe.ReadUnaligned<ulong>(ref start) << unused;
            word |= 0x3030303030303030 & ((1UL << unused) - 1);
            bool isNumber = (((word + 0x4646464646464646) | (word - 0x3030303030303030)) & 0x8080808080808080) == 0;
            word -= 0x3030303030303030;
            word = (word * 10) + (word >> 8);
            word = (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
            value = (uint)word;
            return isNumber;
        }
    }

    /// <summary>Digits with at most one point among them, 15 digits at most: both the digits and the power of ten are exact, so that one division rounds right.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> number = isNegative ? text[1..] : text;
        int point = number.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : number[(point + 1)..];
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0') || (point >= 0 && fraction.IsEmpty)
            || whole.Length + fraction.Length > MaxDecimalDigits || !TryDigits(whole, out long upper))
        {
            return false;
        }

        long lower = 0;
        if (!fraction.IsEmpty && !TryDigits(fraction, out lower))
        {
            return false;
        }

        double magnitude = ((upper * s_powers[fraction.Length]) + lower) / s_powers[fraction.Length];
        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != 10 || !Moment.TryParse(text, TimestampFormat.Iso8601, out long microseconds))
        {
            return false;
        }

        days = (int)(microseconds / 86_400_000_000) - (microseconds % 86_400_000_000 < 0 ? 1 : 0);
        return true;
    }

    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        bool isShaped = text.Length >= 20 && text.Length <= 27 && text[10] == 'T' && text[^1] == 'Z' && (text.Length == 20 || (text[19] == '.' && text.Length > 21));
        return isShaped && Moment.TryParse(text, TimestampFormat.Iso8601, out microseconds);
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            uint next = unchecked((uint)digit - '0');
            if (next > 9)
            {
                return false;
            }

            value = (value * 10) + next;
        }

        return !digits.IsEmpty;
    }
}
