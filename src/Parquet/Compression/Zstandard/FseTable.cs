using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>A decoding table of finite-state entropy: each state gives a symbol, and with some more bits the next state. Source: RFC 8878, 4.1.</summary>
/// <param name="maxLog">The largest table is of 2 to this power of states.</param>
/// <param name="maxSymbol">The largest symbol.</param>
internal sealed class FseTable(int maxLog, int maxSymbol)
{
    private const int MinLog = 5;
    private readonly byte[] _symbols = new byte[1 << maxLog];
    private readonly byte[] _bits = new byte[1 << maxLog];
    private readonly ushort[] _next = new ushort[1 << maxLog];
    private readonly short[] _counts = new short[maxSymbol + 1];
    private readonly int[] _seen = new int[maxSymbol + 1];

    /// <summary>The bits of a first state; -1 while there is no table.</summary>
    public int Log { get; private set; } = -1;

    public byte Symbol(uint state) => _symbols[state];

    /// <summary>Reads the bits that lead from one state to the next.</summary>
    public uint Next(uint state, ref BackwardBits bits) => _next[state] + bits.Read(_bits[state]);

    /// <summary>Forgets the table.</summary>
    public void Clear() => Log = -1;

    /// <summary>Makes the table that gives one symbol for ever, without a bit.</summary>
    public bool TrySetOne(int symbol)
    {
        if (symbol > maxSymbol)
        {
            return false;
        }

        (_symbols[0], _bits[0], _next[0], Log) = ((byte)symbol, 0, 0, 0);
        return true;
    }

    /// <summary>Makes the table of known counts.</summary>
    public void Set(ReadOnlySpan<short> counts, int log)
    {
        _counts.AsSpan().Clear();
        counts.CopyTo(_counts);
        Build(log);
    }

    /// <summary>Reads a table from its description; false when that is malformed.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes, out int length)
    {
        Log = -1;
        ForwardBits bits = new(bytes);
        int log = bits.Peek(4) + MinLog;
        bits.Pass(4);
        _counts.AsSpan().Clear();
        if (log > maxLog || !TryReadCounts(ref bits, log))
        {
            length = 0;
            return false;
        }

        length = (bits.Position + 7) / 8;
        if (length > bytes.Length)
        {
            return false;
        }

        Build(log);
        return true;
    }

    /// <summary>Reads how many states each symbol has; -1 stands for less than one. They fill the table exactly.</summary>
    private bool TryReadCounts(ref ForwardBits bits, int log)
    {
        int remaining = (1 << log) + 1;
        int threshold = 1 << log;
        int width = log + 1;
        int symbol = 0;
        while (remaining > 1)
        {
            if (symbol > maxSymbol || bits.IsBeyond)
            {
                return false;
            }

            // Values that the remaining states do not need are left out of the longer code.
            int spared = (2 * threshold) - 1 - remaining;
            int value = bits.Peek(width);
            if ((value & (threshold - 1)) < spared)
            {
                value &= threshold - 1;
                bits.Pass(width - 1);
            }
            else
            {
                value -= value >= threshold ? spared : 0;
                bits.Pass(width);
            }

            int count = value - 1;
            remaining -= Math.Abs(count);
            _counts[symbol++] = (short)count;
            if (count == 0)
            {
                symbol += ReadZeros(ref bits);
            }

            while (remaining < threshold)
            {
                width--;
                threshold >>= 1;
            }
        }

        return remaining == 1 && symbol <= maxSymbol + 1;
    }

    private static int ReadZeros(ref ForwardBits bits)
    {
        int zeros = 0;
        while (!bits.IsBeyond)
        {
            int more = bits.Peek(2);
            bits.Pass(2);
            zeros += more;
            if (more < 3)
            {
                break;
            }
        }

        return zeros;
    }

    private void Build(int log)
    {
        int size = 1 << log;
        int high = size - 1;
        for (int symbol = 0; symbol <= maxSymbol; symbol++)
        {
            _seen[symbol] = Math.Abs((int)_counts[symbol]);
            if (_counts[symbol] == -1)
            {
                _symbols[high--] = (byte)symbol;
            }
        }

        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol <= maxSymbol; symbol++)
        {
            for (int i = 0; i < _counts[symbol]; i++)
            {
                _symbols[at] = (byte)symbol;
                do
                {
                    at = (at + step) & (size - 1);
                }
                while (at > high);
            }
        }

        for (int state = 0; state < size; state++)
        {
            int seen = _seen[_symbols[state]]++;
            int bits = log - BitOperations.Log2((uint)seen);
            (_bits[state], _next[state]) = ((byte)bits, (ushort)((seen << bits) - size));
        }

        Log = log;
    }

    /// <summary>Reads bits from the start of a stream; behind its end lie zeros.</summary>
    private ref struct ForwardBits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public readonly bool IsBeyond => Position > _bytes.Length * 8;

        public readonly int Peek(int count)
        {
            uint word = 0;
            for (int i = 0; i < 4; i++)
            {
                int index = (Position >> 3) + i;
                word |= index < _bytes.Length ? (uint)_bytes[index] << (8 * i) : 0;
            }

            return (int)((word >> (Position & 7)) & ((1u << count) - 1));
        }

        public void Pass(int count) => Position += count;
    }
}
