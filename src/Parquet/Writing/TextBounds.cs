namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Bounds of byte strings, which are compared as unsigned bytes; long ones are cut so that footers stay small.</summary>
internal static class TextBounds
{
    private const int MaxLength = 64;

    /// <summary>At most <paramref name="value"/>: a prefix.</summary>
    public static byte[] AtMost(ReadOnlySpan<byte> value)
    {
        int length = Math.Min(value.Length, MaxLength);

        // UTF-8 is cut between characters only.
        while (length < value.Length && length > 0 && (value[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return value[..length].ToArray();
    }

    /// <summary>At least <paramref name="value"/>: a prefix whose last byte that is ASCII is one higher; the whole value when there is none.</summary>
    public static byte[] AtLeast(ReadOnlySpan<byte> value)
    {
        if (value.Length <= MaxLength)
        {
            return value.ToArray();
        }

        int last = value[..MaxLength].LastIndexOfAnyInRange((byte)0, (byte)0x7E);
        if (last < 0)
        {
            return value.ToArray();
        }

        byte[] above = value[..(last + 1)].ToArray();
        above[last]++;
        return above;
    }
}
