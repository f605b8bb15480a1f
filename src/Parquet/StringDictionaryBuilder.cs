using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Gives each distinct text a code, in order of first appearance.</summary>
/// <remarks>An open hash table over UTF-8 bytes. The hash is keyed afresh for each process, so that chosen texts cannot be made to collide.
/// All of it lies in pooled native memory, which the dictionary takes over, or which is zeroed when nobody can reach the builder any more.</remarks>
#pragma warning disable CA1001 // Who builds need not dispose: the collector finds what no dictionary has taken over.
public sealed class StringDictionaryBuilder
#pragma warning restore CA1001
{
    private const int FirstBytes = 256;
    private const int FirstTexts = 16;
    private static readonly ulong s_key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private readonly NativeArray<byte> _utf8 = new(FirstBytes);
    private readonly NativeArray<int> _ends = new(FirstTexts);
    private readonly NativeArray<uint> _hashes = new(FirstTexts);

    // The hash above, below it the code and one: most texts that differ do so here, without a look at their bytes.
    private readonly NativeArray<ulong> _slots = new(2 * FirstTexts);
    private int _used;
    private bool _isClosed;

    /// <summary>Starts an empty dictionary.</summary>
    public StringDictionaryBuilder() => _slots.Span.Clear();

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
    /// <exception cref="ObjectDisposedException">The dictionary was built, or let go of.</exception>
    public StringDictionary Build()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        StringDictionary built = new(_utf8.Detach(), _ends.Detach(), Count);
        LetGo();
        return built;
    }

    /// <summary>Gives back, zeroed, what no dictionary has taken over.</summary>
    internal void LetGo()
    {
        _isClosed = true;
        _utf8.Dispose();
        _ends.Dispose();
        _hashes.Dispose();
        _slots.Dispose();
    }

    /// <summary>The text of a code as UTF-8, valid until the next is added.</summary>
    internal ReadOnlySpan<byte> Utf8(int code)
    {
        int start = code == 0 ? 0 : _ends[code - 1];
        return _utf8.AsSpan(start, _ends[code] - start);
    }

    private int Add(ReadOnlySpan<byte> utf8, uint hash)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        ReadOnlySpan<ulong> slots = _slots.Span;
        int mask = slots.Length - 1;
        int slot = (int)(hash & (uint)mask);
        for (; slots[slot] is var found && found != 0; slot = (slot + 1) & mask)
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
        _ends.Grow(code, code + 1L);
        _hashes.Grow(code, code + 1L);
        int end = checked(_used + utf8.Length);
        _utf8.Grow(_used, end);
        utf8.CopyTo(_utf8.Span[_used..]);
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
        _slots.Resize(0, checked(_slots.Length * 2));
        Span<ulong> slots = _slots.Span;
        slots.Clear();
        ReadOnlySpan<uint> hashes = _hashes.Span;
        int mask = slots.Length - 1;
        for (int code = 0; code < Count; code++)
        {
            int slot = (int)(hashes[code] & (uint)mask);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = Slot(hashes[code], code);
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
