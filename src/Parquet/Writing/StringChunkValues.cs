using System.Buffers;
using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Texts, whose codes in the column's dictionary become codes in a dictionary of the row group alone.</summary>
internal sealed class StringChunkValues : ChunkValues
{
    private const int MaxDictionaryBytes = 1 << 24;
    private readonly StringDictionary _column;
    private readonly int[] _present;
    private readonly int[] _used;
    private readonly int[] _lastSeen;
    private int _seenBy;

    /// <summary>Decides whether a dictionary is worth it.</summary>
    /// <param name="column">The column's dictionary.</param>
    /// <param name="present">The column's codes of the present values of the row group.</param>
    public StringChunkValues(StringDictionary column, int[] present)
    {
        _column = column;
        _present = present;
        _lastSeen = new int[column.Count];
        _used = UsedCodes(out long dictionaryBytes, out long plainBytes, out int[] codes);
        long coded = dictionaryBytes + ((long)codes.Length * BitWidth(_used.Length) / 8);
        if (coded < plainBytes)
        {
            (Codes, DictionaryCount) = (codes, _used.Length);
        }

        BytesOfOther = (double)plainBytes / Math.Max(1, codes.Length);
        _lastSeen.AsSpan().Clear();
    }

    public override int Count => _present.Length;

    protected override double BytesOfOther { get; }

    public override void WriteDictionary(ArrayBufferWriter<byte> output)
    {
        foreach (int code in _used)
        {
            WriteText(_column.Utf8(code), output);
        }
    }

    public override void WriteValues(int first, int count, ArrayBufferWriter<byte> output)
    {
        foreach (int code in _present.AsSpan(first, count))
        {
            WriteText(_column.Utf8(code), output);
        }
    }

    public override bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum)
    {
        (minimum, maximum) = ([], []);
        if (count == 0)
        {
            return false;
        }

        // A text that the range holds twice is compared once.
        _seenBy++;
        ReadOnlySpan<byte> least = _column.Utf8(_present[first]);
        ReadOnlySpan<byte> most = least;
        foreach (int code in _present.AsSpan(first, count))
        {
            if (_lastSeen[code] == _seenBy)
            {
                continue;
            }

            _lastSeen[code] = _seenBy;
            ReadOnlySpan<byte> text = _column.Utf8(code);
            least = text.SequenceCompareTo(least) < 0 ? text : least;
            most = text.SequenceCompareTo(most) > 0 ? text : most;
        }

        (minimum, maximum) = (TextBounds.AtMost(least), TextBounds.AtLeast(most));
        return true;
    }

    public override bool IsLess(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right) < 0;

    internal static void WriteText(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(4 + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, text.Length);
        text.CopyTo(room[4..]);
        output.Advance(4 + text.Length);
    }

    /// <summary>The codes that occur, in order of appearance, and for each present value its place among them, until the dictionary would be too large.</summary>
    private int[] UsedCodes(out long dictionaryBytes, out long plainBytes, out int[] codes)
    {
        dictionaryBytes = 0;
        plainBytes = 0;
        codes = GC.AllocateUninitializedArray<int>(_present.Length);
        int[] places = _lastSeen;
        List<int> used = [];
        for (int i = 0; i < _present.Length; i++)
        {
            int code = _present[i];
            int size = 4 + _column.Length(code);
            if (places[code] == 0)
            {
                if (dictionaryBytes + size > MaxDictionaryBytes)
                {
                    codes = codes[..i];
                    break;
                }

                used.Add(code);
                places[code] = used.Count;
                dictionaryBytes += size;
            }

            plainBytes += size;
            codes[i] = places[code] - 1;
        }

        return [.. used];
    }
}
