using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>A prefix code of bytes, decoded by one look into a table. Source: RFC 8878, 4.2.</summary>
internal sealed class HuffmanTable
{
    private const int MaxLog = 11;
    private const int MaxWeightLog = 6;
    private readonly FseTable _weightTable = new(MaxWeightLog, MaxLog + 1);
    private readonly byte[] _weights = new byte[256];
    private readonly byte[] _symbols = new byte[1 << MaxLog];
    private readonly byte[] _bits = new byte[1 << MaxLog];

    /// <summary>The bits of the longest code; 0 while there is no table.</summary>
    public int Log { get; private set; }

    /// <summary>Forgets the table.</summary>
    public void Clear() => Log = 0;

    /// <summary>Reads a table from its description; false when that is malformed.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes, out int length)
    {
        Log = 0;
        length = 0;
        if (bytes.IsEmpty)
        {
            return false;
        }

        int first = bytes[0];
        int count = first < 128 ? 0 : first - 127;
        length = 1 + (first < 128 ? first : (count + 1) / 2);
        if (length > bytes.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> described = bytes[1..length];
        if (first < 128 ? !TryDecodeWeights(described, out count) : !TryUnpackWeights(described, count))
        {
            return false;
        }

        return TryBuild(count);
    }

    /// <summary>Decodes one stream of bytes, which fills the target exactly and uses all of its bits.</summary>
    public bool TryDecode(ReadOnlySpan<byte> stream, Span<byte> target)
    {
        if (!BackwardBits.TryBegin(stream, out BackwardBits bits))
        {
            return false;
        }

        int log = Log;
        ReadOnlySpan<byte> symbols = _symbols.AsSpan(0, 1 << log);
        ReadOnlySpan<byte> lengths = _bits.AsSpan(0, 1 << log);
        for (int i = 0; i < target.Length; i++)
        {
            int code = (int)bits.Peek(log);
            target[i] = symbols[code];
            bits.Pass(lengths[code]);
            if (bits.Left < 0)
            {
                return false;
            }
        }

        return bits.Left == 0;
    }

    /// <summary>Four bits a weight, the high ones first.</summary>
    private bool TryUnpackWeights(ReadOnlySpan<byte> packed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _weights[i] = (byte)(i % 2 == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 15);
            if (_weights[i] > MaxLog)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Two states take turns until the bits are used up; the other one then has a last weight.</summary>
    private bool TryDecodeWeights(ReadOnlySpan<byte> described, out int count)
    {
        count = 0;
        if (!_weightTable.TryRead(described, out int length) || !BackwardBits.TryBegin(described[length..], out BackwardBits bits))
        {
            return false;
        }

        uint state = bits.Read(_weightTable.Log);
        uint other = bits.Read(_weightTable.Log);
        if (bits.Left < 0)
        {
            return false;
        }

        while (count < _weights.Length - 2)
        {
            _weights[count++] = _weightTable.Symbol(state);
            state = _weightTable.Next(state, ref bits);
            if (bits.Left < 0)
            {
                _weights[count++] = _weightTable.Symbol(other);
                return !_weights.AsSpan(0, count).ContainsAnyExceptInRange((byte)0, (byte)MaxLog);
            }

            (state, other) = (other, state);
        }

        return false;
    }

    /// <summary>The last weight is not written: it fills the code up to a power of two.</summary>
    private bool TryBuild(int count)
    {
        int sum = 0;
        foreach (byte weight in _weights.AsSpan(0, count))
        {
            sum += weight > 0 ? 1 << (weight - 1) : 0;
        }

        if (sum == 0)
        {
            return false;
        }

        int log = BitOperations.Log2((uint)sum) + 1;
        int left = (1 << log) - sum;
        if (log > MaxLog || !BitOperations.IsPow2(left))
        {
            return false;
        }

        _weights[count++] = (byte)(BitOperations.Log2((uint)left) + 1);
        int at = 0;
        for (int weight = 1; weight <= log; weight++)
        {
            for (int symbol = 0; symbol < count; symbol++)
            {
                if (_weights[symbol] == weight)
                {
                    int entries = 1 << (weight - 1);
                    _symbols.AsSpan(at, entries).Fill((byte)symbol);
                    _bits.AsSpan(at, entries).Fill((byte)(log + 1 - weight));
                    at += entries;
                }
            }
        }

        Log = log;
        return at == 1 << log;
    }
}
