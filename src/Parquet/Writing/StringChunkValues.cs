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

    /// <summary>Decides whether a dictionary is worth it.</summary>
    /// <param name="column">The column's dictionary.</param>
    /// <param name="present">The column's codes of the present values of the row group.</param>
    public StringChunkValues(StringDictionary column, int[] present)
    {
        _column = column;
        _present = present;
        _used = UsedCodes(out long dictionaryBytes, out long plainBytes, out int[] codes);
        long coded = dictionaryBytes + ((long)present.Length * BitWidth(_used.Length) / 8);
        if (coded < plainBytes && dictionaryBytes <= MaxDictionaryBytes)
        {
            (Codes, DictionaryCount) = (codes, _used.Length);
        }
    }

    public override void WriteDictionary(ArrayBufferWriter<byte> output)
    {
        foreach (int code in _used)
        {
            WriteText(_column.Utf8(code), output);
        }
    }

    public override void WritePlain(int first, int count, ArrayBufferWriter<byte> output)
    {
        foreach (int code in _present.AsSpan(first, count))
        {
            WriteText(_column.Utf8(code), output);
        }
    }

    internal static void WriteText(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(4 + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, text.Length);
        text.CopyTo(room[4..]);
        output.Advance(4 + text.Length);
    }

    /// <summary>The codes that occur, in order of appearance, and for each present value its place among them.</summary>
    private int[] UsedCodes(out long dictionaryBytes, out long plainBytes, out int[] codes)
    {
        dictionaryBytes = 0;
        plainBytes = 0;
        codes = new int[_present.Length];
        int[] places = new int[_column.Count];
        List<int> used = [];
        for (int i = 0; i < _present.Length; i++)
        {
            int code = _present[i];
            int size = 4 + _column.Utf8(code).Length;
            plainBytes += size;
            if (places[code] == 0)
            {
                used.Add(code);
                places[code] = used.Count;
                dictionaryBytes += size;
            }

            codes[i] = places[code] - 1;
        }

        return [.. used];
    }
}
