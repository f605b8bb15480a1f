using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>Decodes the literals of a block. Source: RFC 8878, 3.1.1.3.1.</summary>
internal sealed class LiteralsDecoder : IDisposable
{
    private const int Raw = 0;
    private const int Run = 1;
    private const int Treeless = 3;
    private readonly HuffmanTable _table = new();
    private readonly NativeArray<byte> _literals = new(ZstandardDecoder.MaxBlock);

    /// <summary>Forgets what the frame before has left behind.</summary>
    public void BeginFrame() => _table.Clear();

    /// <summary>Decodes the literals at the start of a block, which are valid until the next call.</summary>
    /// <returns>False when they are malformed.</returns>
    public bool TryDecode(ReadOnlySpan<byte> block, out ReadOnlySpan<byte> literals, out int length)
    {
        literals = default;
        length = 0;
        if (block.IsEmpty)
        {
            return false;
        }

        int type = block[0] & 3;
        return type is Raw or Run
            ? TryPlain(block, type == Run, out literals, out length)
            : TryCompressed(block, type == Treeless, out literals, out length);
    }

    /// <summary>Gives the memory back, zeroed.</summary>
    public void Dispose() => _literals.Dispose();

    private bool TryPlain(ReadOnlySpan<byte> block, bool isRun, out ReadOnlySpan<byte> literals, out int length)
    {
        literals = default;
        length = 0;
        int format = (block[0] >> 2) & 3;
        int header = format switch { 1 => 2, 3 => 3, _ => 1 };
        if (block.Length < header)
        {
            return false;
        }

        int size = LittleEndian(block[..header]) >> (header == 1 ? 3 : 4);
        int stored = isRun ? 1 : size;
        if (size > _literals.Length || stored > block.Length - header)
        {
            return false;
        }

        length = header + stored;
        literals = block.Slice(header, stored);
        if (isRun)
        {
            _literals.AsSpan(0, size).Fill(block[header]);
            literals = _literals.AsSpan(0, size);
        }

        return true;
    }

    private bool TryCompressed(ReadOnlySpan<byte> block, bool isTreeless, out ReadOnlySpan<byte> literals, out int length)
    {
        literals = default;
        length = 0;
        int format = (block[0] >> 2) & 3;
        int header = Math.Max(3, format + 2);
        int width = format switch { 2 => 14, 3 => 18, _ => 10 };
        if (block.Length < header)
        {
            return false;
        }

        long sizes = 0;
        for (int i = header - 1; i >= 0; i--)
        {
            sizes = (sizes << 8) | block[i];
        }

        int size = (int)((sizes >> 4) & ((1 << width) - 1));
        int compressed = (int)((sizes >> (4 + width)) & ((1 << width) - 1));
        if (size > _literals.Length || compressed > block.Length - header)
        {
            return false;
        }

        length = header + compressed;
        ReadOnlySpan<byte> streams = block.Slice(header, compressed);
        int table = 0;
        if (isTreeless ? _table.Log == 0 : !_table.TryRead(streams, out table))
        {
            return false;
        }

        Span<byte> target = _literals.AsSpan(0, size);
        literals = target;
        return format == 0 ? _table.TryDecode(streams[table..], target) : TryFour(streams[table..], target);
    }

    /// <summary>Four streams of one length, the last perhaps shorter, behind the lengths of the first three in bytes.</summary>
    private bool TryFour(ReadOnlySpan<byte> streams, Span<byte> target)
    {
        const int Jumps = 6;
        int quarter = (target.Length + 3) / 4;
        if (streams.Length < Jumps || quarter * 3 > target.Length)
        {
            return false;
        }

        int at = Jumps;
        for (int i = 0; i < 4; i++)
        {
            int length = i == 3 ? streams.Length - at : LittleEndian(streams.Slice(2 * i, 2));
            if (length > streams.Length - at)
            {
                return false;
            }

            Span<byte> part = i == 3 ? target[(3 * quarter)..] : target.Slice(i * quarter, quarter);
            if (!_table.TryDecode(streams.Slice(at, length), part))
            {
                return false;
            }

            at += length;
        }

        return true;
    }

    private static int LittleEndian(ReadOnlySpan<byte> bytes)
    {
        int value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }
}
