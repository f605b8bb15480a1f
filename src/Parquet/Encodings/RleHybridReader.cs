namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Walks the runs of the RLE / bit-packing hybrid encoding in untrusted bytes. Source: parquet-format Encodings.md, RLE.</summary>
internal ref struct RleHybridReader(ReadOnlySpan<byte> data, int bitWidth)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Whether the run is bit-packed; otherwise it repeats <see cref="Value"/>.</summary>
    public bool IsPacked { get; private set; }

    /// <summary>The values of the run, at most as many as were asked for.</summary>
    public int Count { get; private set; }

    /// <summary>The repeated value.</summary>
    public uint Value { get; private set; }

    /// <summary>The bytes of a bit-packed run.</summary>
    public ReadOnlySpan<byte> Packed { get; private set; }

    /// <summary>Moves to the next run.</summary>
    /// <param name="wanted">How many values are still needed, at least 1.</param>
    /// <returns>False when the bytes end, or the run is empty or holds a value that is too large.</returns>
    public bool Next(int wanted)
    {
        if (!TryReadVarint(out uint header) || header >> 1 == 0)
        {
            return false;
        }

        IsPacked = (header & 1) != 0;
        return IsPacked ? NextPacked(header >> 1, wanted) : NextRepeated(header >> 1, wanted);
    }

    /// <summary>Decodes exactly <paramref name="target"/>.Length values of <paramref name="bitWidth"/> bits (0 to 32).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> data, int bitWidth, Span<int> target)
    {
        RleHybridReader reader = new(data, bitWidth);
        while (target.Length > 0)
        {
            if (!reader.Next(target.Length))
            {
                return false;
            }

            Span<int> run = target[..reader.Count];
            if (reader.IsPacked)
            {
                BitUnpacker.Unpack(reader.Packed, bitWidth, run);
            }
            else
            {
                run.Fill(unchecked((int)reader.Value));
            }

            target = target[reader.Count..];
        }

        return true;
    }

    private bool NextPacked(uint groups, int wanted)
    {
        // The last group may be cut short after the values that are needed: some writers do so.
        long values = Math.Min((long)groups * 8, wanted);
        long needed = ((values * bitWidth) + 7) >> 3;
        if (needed > _rest.Length)
        {
            return false;
        }

        Count = (int)values;
        int whole = (int)Math.Min((long)groups * bitWidth, _rest.Length);
        Packed = _rest[..whole];
        _rest = _rest[whole..];
        return true;
    }

    private bool NextRepeated(uint count, int wanted)
    {
        int bytes = (bitWidth + 7) >> 3;
        if (bytes > _rest.Length)
        {
            return false;
        }

        uint value = 0;
        for (int i = 0; i < bytes; i++)
        {
            value |= (uint)_rest[i] << (8 * i);
        }

        _rest = _rest[bytes..];
        Value = value;
        Count = (int)Math.Min(count, (uint)wanted);
        return bitWidth == 32 || value >> bitWidth == 0;
    }

    private bool TryReadVarint(out uint value)
    {
        value = 0;
        for (int i = 0; i < 5 && i < _rest.Length; i++)
        {
            byte next = _rest[i];
            if (i == 4 && next > 0x0F)
            {
                return false;
            }

            value |= (uint)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
