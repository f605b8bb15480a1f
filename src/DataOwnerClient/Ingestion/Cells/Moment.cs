namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Reads dates and moments from text, by the calendar; never by the machine's language or zone.</summary>
internal static class Moment
{
    private const long Second = 1_000_000;

    /// <summary>Reads <paramref name="text"/> whole.</summary>
    /// <param name="text">ASCII, without white space around it.</param>
    /// <param name="format">The one form that is accepted.</param>
    /// <param name="microseconds">Microseconds since 1970-01-01T00:00:00Z.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, TimestampFormat format, out long microseconds) => format switch
    {
        TimestampFormat.CompactDigits => TryParseCompact(text, out microseconds),
        TimestampFormat.UnixSeconds => TryParseUnix(text, Second, out microseconds),
        TimestampFormat.UnixMilliseconds => TryParseUnix(text, Second / 1000, out microseconds),
        _ => TryParseIso(text, out microseconds),
    };

    private static bool TryParseUnix(ReadOnlySpan<byte> text, long unit, out long microseconds)
    {
        // Until the year 9999, as for the other forms.
        bool valid = Int64Cells.TryParse(text, out long count) && count >= 0 && count <= 253_402_300_799L * (Second / unit);
        microseconds = valid ? count * unit : 0;
        return valid;
    }

    private static bool TryParseCompact(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length is not (8 or 10 or 12 or 14))
        {
            return false;
        }

        Span<int> parts = stackalloc int[6];
        bool digits = TryReadDigits(text[..4], out parts[0]);
        for (int i = 1; i < 6 && 2 + (2 * i) < text.Length; i++)
        {
            digits &= TryReadDigits(text.Slice(2 + (2 * i), 2), out parts[i]);
        }

        return digits && TryCombine(parts, 0, 0, out microseconds);
    }

    private static bool TryParseIso(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        Span<int> parts = stackalloc int[6];
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryReadDigits(text[..4], out parts[0]) || !TryReadDigits(text.Slice(5, 2), out parts[1]) || !TryReadDigits(text.Slice(8, 2), out parts[2]))
        {
            return false;
        }

        text = text[10..];
        if (text.IsEmpty)
        {
            return TryCombine(parts, 0, 0, out microseconds);
        }

        // Databases and spreadsheets write "2017-07-03 7:05"; after a T that would be no ISO 8601.
        int hourLength = text.Length >= 5 && text[0] == ' ' && text[2] == ':' ? 1 : 2;
        if (text.Length < hourLength + 4 || text[0] is not ((byte)'T' or (byte)' ') || text[hourLength + 1] != ':'
            || !TryReadDigits(text.Slice(1, hourLength), out parts[3]) || !TryReadDigits(text.Slice(hourLength + 2, 2), out parts[4]))
        {
            return false;
        }

        text = text[(hourLength + 4)..];
        long fraction = 0;
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!TryReadDigits(text.Slice(1, 2), out parts[5]))
            {
                return false;
            }

            text = text[3..];
            if (!TryReadFraction(ref text, out fraction))
            {
                return false;
            }
        }

        return TryReadOffset(text, out int offsetMinutes) && TryCombine(parts, fraction, offsetMinutes, out microseconds);
    }

    /// <summary>Up to nine digits after the point; those beyond microseconds are cut off.</summary>
    private static bool TryReadFraction(ref ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        int digits = 0;
        while (1 + digits < text.Length && text[1 + digits] is >= (byte)'0' and <= (byte)'9')
        {
            microseconds = digits < 6 ? (microseconds * 10) + (text[1 + digits] - '0') : microseconds;
            digits++;
        }

        for (int i = digits; i < 6; i++)
        {
            microseconds *= 10;
        }

        text = text[(1 + digits)..];
        return digits is >= 1 and <= 9;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.IsEmpty || text.SequenceEqual("Z"u8))
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (5 or 6) || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }

        bool valid = TryReadDigits(text.Slice(1, 2), out int hours) & TryReadDigits(text[^2..], out int rest) && hours <= 14 && rest < 60;
        minutes = (text[0] == '-' ? -1 : 1) * ((hours * 60) + rest);
        return valid;
    }

    private static bool TryCombine(ReadOnlySpan<int> parts, long fraction, int offsetMinutes, out long microseconds)
    {
        microseconds = 0;
        (int year, int month, int day, int hour, int minute, int second) = (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        long days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        microseconds = (((days * 86_400) + (hour * 3600) + ((minute - offsetMinutes) * 60) + second) * Second) + fraction;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return true;
    }
}
