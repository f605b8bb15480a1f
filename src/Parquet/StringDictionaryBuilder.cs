using System.Security.Cryptography;
using System.Text;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Gives each distinct text a code, in order of first appearance.</summary>
/// <remarks>An open hash table over UTF-8 bytes. The hash is keyed afresh for each process, so that chosen texts cannot be made to collide.</remarks>
public sealed class StringDictionaryBuilder
{
    private static readonly ulong s_key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private byte[] _utf8 = new byte[256];
    private int[] _ends = new int[16];
    private uint[] _hashes = new uint[16];

    // The hash above, below it the code and one: most texts that differ do so here, without a look at their bytes.
    private ulong[] _slots = new ulong[32];
    private int _used;

    /// <summary>The number of distinct texts so far.</summary>
    public int Count { get; private set; }

    /// <summary>The UTF-8 bytes of all distinct texts so far.</summary>
    internal int Utf8Bytes => _used;

    /// <summary>The code of <paramref name="text"/>, a new one when it is new.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 1024)
        {
            Span<byte> utf8 = stackalloc byte[most];
            return AddUtf8(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }

        byte[] longUtf8 = new byte[most];
        return AddUtf8(longUtf8.AsSpan(0, Encoding.UTF8.GetBytes(text, longUtf8)));
    }

    /// <summary>The code of a text given as UTF-8, a new one when it is new. The bytes are copied, not checked.</summary>
    public int AddUtf8(ReadOnlySpan<byte> utf8) => Add(utf8, Hash(utf8));

    /// <summary>The code of a text that has the code <paramref name="code"/> in another dictionary.</summary>
    internal int AddFrom(StringDictionaryBuilder other, int code) => Add(other.Utf8(code), other._hashes[code]);

    /// <summary>The dictionary as it stands. The builder must not be used afterwards.</summary>
    public StringDictionary Build() => new(_utf8, _ends, Count);

    /// <summary>The text of a code as UTF-8, valid until the next is added.</summary>
    internal ReadOnlySpan<byte> Utf8(int code)
    {
        int start = code == 0 ? 0 : _ends[code - 1];
        return _utf8.AsSpan(start, _ends[code] - start);
    }

    private int Add(ReadOnlySpan<byte> utf8, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash & (uint)mask);
        for (; _slots[slot] is var found && found != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(found >> 32) == hash)
            {
                int code = (int)(found & uint.MaxValue) - 1;
                if (Utf8(code).SequenceEqual(utf8))
                {
                    return code;
                }
            }
        }

        return Append(utf8, hash, slot);
    }

    private static ulong Slot(uint hash, int code) => ((ulong)hash << 32) | (uint)(code + 1);

    private int Append(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        int code = Count;
        if (code == _ends.Length)
        {
            Array.Resize(ref _ends, checked(code * 2));
            Array.Resize(ref _hashes, _ends.Length);
        }

        int end = checked(_used + utf8.Length);
        if (end > _utf8.Length)
        {
            Array.Resize(ref _utf8, (int)Math.Min(Array.MaxLength, Math.Max(end, _utf8.Length * 2L)));
        }

        utf8.CopyTo(_utf8.AsSpan(_used));
        _used = end;
        _ends[code] = end;
        _hashes[code] = hash;
        _slots[slot] = Slot(hash, code);
        Count = code + 1;
        if (Count * 2L > _slots.Length)
        {
            Rehash();
        }

        return code;
    }

    private void Rehash()
    {
        _slots = new ulong[checked(_slots.Length * 2)];
        int mask = _slots.Length - 1;
        for (int code = 0; code < Count; code++)
        {
            int slot = (int)(_hashes[code] & (uint)mask);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = Slot(_hashes[code], code);
        }
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        unchecked
        {
            ulong state = s_key ^ ((ulong)utf8.Length * 0x9E3779B97F4A7C15);
            while (utf8.Length >= 8)
            {
                state = Mix(state ^ BitConverter.ToUInt64(utf8));
                utf8 = utf8[8..];
            }

            ulong tail = 0;
            for (int i = 0; i < utf8.Length; i++)
            {
                tail |= (ulong)utf8[i] << (8 * i);
            }

            state = Mix(state ^ tail);
            return (uint)(state ^ (state >> 32));
        }
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, s_key ^ 0xD6E8FEB86659FD93, out ulong low);
        return high ^ low;
    }
}
