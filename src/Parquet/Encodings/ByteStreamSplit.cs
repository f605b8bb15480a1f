namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Puts the bytes of BYTE_STREAM_SPLIT values together again. Source: parquet-format Encodings.md, BYTE_STREAM_SPLIT.</summary>
internal static class ByteStreamSplit
{
    /// <summary>Turns one stream a byte position into whole values.</summary>
    /// <param name="split">count × width bytes: all first bytes, then all second bytes, and so on.</param>
    /// <param name="width">Bytes a value.</param>
    /// <param name="plain">As many bytes, value after value.</param>
    public static void Join(ReadOnlySpan<byte> split, int width, Span<byte> plain)
    {
        int count = plain.Length / width;
        for (int position = 0; position < width; position++)
        {
            ReadOnlySpan<byte> stream = split.Slice(position * count, count);
            int at = position;
            for (int i = 0; i < stream.Length; i++, at += width)
            {
                plain[at] = stream[i];
            }
        }
    }
}
