using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Finds where the fields of CSV records end (RFC 4180): 32 bytes at a time where nothing is quoted, byte by byte where something is.</summary>
internal static class FieldEnds
{
    /// <summary>Finds the delimiters and line feeds that end fields.</summary>
    /// <param name="records">Whole records; the last ends in a line feed.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="quote">What encloses fields.</param>
    /// <param name="ends">Receives the places; grown as needed.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="badAt">With a fault: where it was met.</param>
    public static CsvFault Find(ReadOnlySpan<byte> records, byte delimiter, byte quote, ref int[] ends, out int count, out int badAt)
    {
        if (records.Contains(quote))
        {
            return FindQuoted(records, delimiter, quote, ref ends, out count, out badAt);
        }

        badAt = 0;
        count = FindPlain(records, delimiter, ref ends);
        return CsvFault.None;
    }

    /// <summary>The reference: one byte after the other, in one of four states.</summary>
    internal static CsvFault FindQuoted(ReadOnlySpan<byte> records, byte delimiter, byte quote, ref int[] ends, out int count, out int badAt)
    {
        count = 0;
        (bool isAtStart, bool isQuoted, bool isClosed) = (true, false, false);
        for (badAt = 0; badAt < records.Length; badAt++)
        {
            byte next = records[badAt];
            if (isQuoted)
            {
                (isQuoted, isClosed) = (next != quote, next == quote);
            }
            else if (next == delimiter || next == '\n')
            {
                Add(badAt, ref ends, ref count);
                (isAtStart, isClosed) = (true, false);
            }
            else if (next == quote)
            {
                // A quote opens a field at its start, and after a closing quote stands for itself.
                if (!isAtStart && !isClosed)
                {
                    return CsvFault.StrayQuote;
                }

                (isAtStart, isQuoted, isClosed) = (false, true, false);
            }
            else
            {
                if (isClosed && !(next == '\r' && badAt + 1 < records.Length && records[badAt + 1] == '\n'))
                {
                    return CsvFault.StrayQuote;
                }

                isAtStart = false;
            }
        }

        return isQuoted ? CsvFault.UnterminatedQuote : CsvFault.None;
    }

    private static int FindPlain(ReadOnlySpan<byte> records, byte delimiter, ref int[] ends)
    {
        int count = 0;
        int at = 0;
        ref byte source = ref MemoryMarshal.GetReference(records);
        Vector256<byte> delimiters = Vector256.Create(delimiter);
        Vector256<byte> lineFeeds = Vector256.Create((byte)'\n');
        for (; at <= records.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref source, (nuint)at);
            uint found = (Vector256.Equals(bytes, delimiters) | Vector256.Equals(bytes, lineFeeds)).ExtractMostSignificantBits();
            Reserve(ref ends, count + Vector256<byte>.Count);
            ref int target = ref MemoryMarshal.GetArrayDataReference(ends);
            for (; found != 0; found &= found - 1)
            {
                System.Runtime.CompilerServices.Unsafe.Add(ref target, count++) = at + BitOperations.TrailingZeroCount(found);
            }
        }

        for (; at < records.Length; at++)
        {
            if (records[at] == delimiter || records[at] == '\n')
            {
                Add(at, ref ends, ref count);
            }
        }

        return count;
    }

    private static void Add(int at, ref int[] ends, ref int count)
    {
        Reserve(ref ends, count + 1);
        ends[count++] = at;
    }

    private static void Reserve(ref int[] ends, int count)
    {
        if (count > ends.Length)
        {
            Array.Resize(ref ends, Math.Max(count, Math.Max(1 << 12, ends.Length * 2)));
        }
    }
}
