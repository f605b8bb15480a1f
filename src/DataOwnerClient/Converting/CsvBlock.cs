using System.Text.Unicode;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>A few whole records of a CSV file in UTF-8, and where each field ends. Used again for other records.</summary>
internal sealed class CsvBlock
{
    /// <summary>Bytes after the records that may be read, whatever they hold.</summary>
    public const int Padding = 64;

    private int[] _ends = [];

    /// <summary>The records, each with its line feed, and <see cref="Padding"/> bytes more.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Bytes of the records.</summary>
    public int Length { get; set; }

    /// <summary>The line of the file that the block begins with, from 1.</summary>
    public long FirstLine { get; set; }

    /// <summary>Whether the file ends with the block.</summary>
    public bool IsLast { get; set; }

    /// <summary>How many fields a record has.</summary>
    public int Columns { get; private set; }

    /// <summary>How many records there are.</summary>
    public int Records => Columns == 0 ? 0 : FieldCount / Columns;

    /// <summary>How many fields there are.</summary>
    public int FieldCount { get; private set; }

    /// <summary>For each field the place of the delimiter or line feed after it.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, FieldCount);

    /// <summary>Makes room for records, keeping what is there.</summary>
    public void Reserve(int length)
    {
        if (Bytes.Length < length + Padding)
        {
            byte[] grown = GC.AllocateUninitializedArray<byte>(length + Padding);
            Bytes.AsSpan(0, Length).CopyTo(grown);
            Bytes = grown;
        }
    }

    /// <summary>Finds the fields.</summary>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="quote">What encloses fields that hold delimiters or line breaks.</param>
    /// <param name="columns">How many fields a record must have; 0 when the first record tells.</param>
    /// <param name="line">The line to blame.</param>
    public CsvFault Split(byte delimiter, byte quote, int columns, out long line)
    {
        ReadOnlySpan<byte> records = Bytes.AsSpan(0, Length);
        line = FirstLine;
        if (!Utf8.IsValid(records))
        {
            return CsvFault.InvalidText;
        }

        CsvFault fault = FieldEnds.Find(records, delimiter, quote, ref _ends, out int count, out int badAt);
        FieldCount = count;
        if (fault != CsvFault.None)
        {
            line += records[..badAt].Count((byte)'\n');
            return fault;
        }

        Columns = columns > 0 ? columns : FirstRecord(records);
        TrimBlankLines(records);
        return CheckShape(records, ref line);
    }

    /// <summary>The text of a field, its quotes and doubled quotes taken off; <paramref name="room"/> is for those, and grown as needed.</summary>
    /// <returns>Whether the field was quoted: then an empty text is a text, otherwise it is nothing.</returns>
    public bool Field(int field, byte quote, scoped ref byte[] room, out ReadOnlySpan<byte> text)
    {
        int start = field == 0 ? 0 : _ends[field - 1] + 1;
        int end = _ends[field];
        if (end > start && Bytes[end] == '\n' && Bytes[end - 1] == '\r')
        {
            end--;
        }

        text = Bytes.AsSpan(start, end - start);
        if (text.Length < 2 || text[0] != quote)
        {
            return false;
        }

        text = text[1..^1];
        if (text.Contains(quote))
        {
            text = Undouble(text, quote, ref room);
        }

        return true;
    }

    private int FirstRecord(ReadOnlySpan<byte> records)
    {
        int fields = 1;
        while (records[_ends[fields - 1]] != '\n')
        {
            fields++;
        }

        return fields;
    }

    private static ReadOnlySpan<byte> Undouble(ReadOnlySpan<byte> text, byte quote, scoped ref byte[] room)
    {
        if (room.Length < text.Length)
        {
            room = new byte[(text.Length * 2) + Padding];
        }

        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            room[length++] = text[i];
            i += text[i] == quote ? 1 : 0;
        }

        return room.AsSpan(0, length);
    }

    /// <summary>Blank lines at the end of a file are no records, unless a record is a single field.</summary>
    private void TrimBlankLines(ReadOnlySpan<byte> records)
    {
        while (IsLast && Columns > 1 && FieldCount > 1 && records[_ends[FieldCount - 2]] == '\n'
            && records[(_ends[FieldCount - 2] + 1).._ends[FieldCount - 1]] is [] or [(byte)'\r'])
        {
            FieldCount--;
        }
    }

    /// <summary>Every record has as many fields as there are columns when each so-many-th end is a line feed and no other is.</summary>
    private CsvFault CheckShape(ReadOnlySpan<byte> records, ref long line)
    {
        ReadOnlySpan<int> ends = Ends;
        int inRecord = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            bool isLast = ++inRecord == Columns;
            if (records[ends[i]] == '\n' != isLast)
            {
                line += records[..ends[i]].Count((byte)'\n');
                return CsvFault.WrongFieldCount;
            }

            inRecord = isLast ? 0 : inRecord;
        }

        return CsvFault.None;
    }
}
