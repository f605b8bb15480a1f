namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Decodes DELTA_BINARY_PACKED integers from untrusted bytes. Source: parquet-format Encodings.md, DELTA_BINARY_PACKED.</summary>
internal ref struct DeltaBinaryPacked
{
    private const int MaxBlockSize = 1 << 16;
    private readonly ReadOnlySpan<byte> _data;
    private int _position;

    private DeltaBinaryPacked(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Decodes exactly <paramref name="target"/>.Length values and says how many bytes they took.</summary>
    /// <returns>False when the bytes do not hold that many values, or are not well-formed.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> data, Span<long> target, out int consumed)
    {
        DeltaBinaryPacked decoder = new(data);
        bool isWell = decoder.TryDecode(target);
        consumed = decoder._position;
        return isWell;
    }

    private bool TryDecode(Span<long> target)
    {
        if (!TryReadVarint(out ulong blockSize) || !TryReadVarint(out ulong miniblocks) || !TryReadVarint(out ulong total) || !TryReadVarint(out ulong first))
        {
            return false;
        }

        bool isShaped = blockSize is > 0 and <= MaxBlockSize && miniblocks > 0 && miniblocks <= blockSize
            && blockSize % miniblocks == 0 && blockSize / miniblocks % 32 == 0;
        if (!isShaped || total != (ulong)target.Length)
        {
            return false;
        }

        if (target.Length == 0)
        {
            return true;
        }

        long value = Unzigzag(first);
        target[0] = value;
        target = target[1..];
        while (target.Length > 0)
        {
            int length = Math.Min(target.Length, (int)blockSize);
            if (!TryDecodeBlock((int)miniblocks, (int)(blockSize / miniblocks), ref value, target[..length]))
            {
                return false;
            }

            target = target[length..];
        }

        return true;
    }

    private bool TryDecodeBlock(int miniblocks, int miniblockSize, ref long value, Span<long> target)
    {
        if (!TryReadVarint(out ulong zigzag) || miniblocks > _data.Length - _position)
        {
            return false;
        }

        long minimum = Unzigzag(zigzag);
        ReadOnlySpan<byte> widths = _data.Slice(_position, miniblocks);
        _position += miniblocks;
        for (int i = 0; i < miniblocks && target.Length > 0; i++)
        {
            int width = widths[i];
            long bytes = (long)miniblockSize * width / 8;
            if (width > 64 || bytes > _data.Length - _position)
            {
                return false;
            }

            int length = Math.Min(target.Length, miniblockSize);
            Accumulate(_data.Slice(_position, (int)bytes), width, minimum, ref value, target[..length]);
            _position += (int)bytes;
            target = target[length..];
        }

        return target.Length == 0;
    }

    /// <summary>Adds each packed delta and the block's minimum; sums wrap around, as the encoding means them to.</summary>
    private static void Accumulate(ReadOnlySpan<byte> packed, int width, long minimum, ref long value, Span<long> target)
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        long bit = 0;
        for (int i = 0; i < target.Length; i++, bit += width)
        {
            ulong delta = width == 0 ? 0 : ReadBits(packed, bit, width) & mask;
            value = unchecked(value + minimum + (long)delta);
            target[i] = value;
        }
    }

    private static ulong ReadBits(ReadOnlySpan<byte> packed, long bit, int width)
    {
        int start = (int)(bit >> 3);
        int shift = (int)(bit & 7);
        if (packed.Length - start >= 9)
        {
            ulong low = BitConverter.ToUInt64(packed[start..]) >> shift;
            return shift == 0 ? low : low | ((ulong)packed[start + 8] << (64 - shift));
        }

        ulong value = 0;
        int end = (int)((bit + width + 7) >> 3);
        for (int at = end - 1; at >= start; at--)
        {
            int position = ((at - start) * 8) - shift;
            value |= position >= 0 ? (ulong)packed[at] << position : (ulong)packed[at] >> -position;
        }

        return value;
    }

    private static long Unzigzag(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _position < _data.Length; shift += 7)
        {
            byte next = _data[_position++];
            if (shift == 63 && next > 1)
            {
                return false;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
