namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>The copy of the Lempel-Ziv family: bytes from a little before, which may overlap what they make.</summary>
internal static class OverlappingCopy
{
    /// <summary>Appends <paramref name="length"/> bytes at <paramref name="written"/> that repeat those <paramref name="offset"/> bytes before; the caller has checked the bounds.</summary>
    public static void Repeat(Span<byte> output, int written, int offset, int length)
    {
        ReadOnlySpan<byte> source = output.Slice(written - offset, Math.Min(offset, length));
        Span<byte> target = output.Slice(written, length);
        if (offset >= length)
        {
            source.CopyTo(target);
            return;
        }

        // A pattern shorter than the copy repeats: double what is there until it fills the target.
        source.CopyTo(target);
        for (int filled = offset; filled < length; filled *= 2)
        {
            target[..Math.Min(filled, length - filled)].CopyTo(target[filled..]);
        }
    }
}
