using System.Text.Unicode;

namespace EnclaveCleanRoom.Cose.DeterministicEncoding;

/// <summary>
/// Checks, before anything is interpreted, that bytes are exactly one data item in the one encoding that this profile
/// allows, and names the rule that they break. What passes can be read by <c>CborReader</c> without a content error.
/// </summary>
/// <remarks>Source: RFC 8949 §3 (initial bytes), §4.2.1 (deterministic encoding); key order as in §4.2.3 (length first).</remarks>
internal ref struct CborScan
{
    /// <summary>Levels of arrays, maps and tags.</summary>
    public const int MaxDepth = 8;

    /// <summary>Entries of one array or map.</summary>
    public const int MaxEntries = 64;

    private readonly ReadOnlySpan<byte> _data;
    private readonly bool _sorted;
    private int _at;

    private CborScan(ReadOnlySpan<byte> data, bool sorted)
    {
        _data = data;
        _sorted = sorted;
    }

    /// <summary>Checks that <paramref name="data"/> is one well-formed item and nothing else.</summary>
    public static CoseFailure Check(ReadOnlySpan<byte> data, CoseTolerance tolerance)
    {
        CoseFailure failure = CheckFirst(data, tolerance, out int length);
        return failure != CoseFailure.None ? failure
            : length != data.Length ? CoseFailure.TrailingBytes
            : CoseFailure.None;
    }

    /// <summary>Checks that <paramref name="data"/> begins with one well-formed item, whatever follows it.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="tolerance">What is accepted beside the one encoding.</param>
    /// <param name="length">The item's length in bytes, when it is well formed.</param>
    public static CoseFailure CheckFirst(ReadOnlySpan<byte> data, CoseTolerance tolerance, out int length)
    {
        CborScan scan = new(data, !tolerance.HasFlag(CoseTolerance.UnsortedKeys));
        CoseFailure failure = scan.Item(0);
        length = scan._at;
        return failure;
    }

    private CoseFailure Item(int depth)
    {
        if (depth > MaxDepth)
        {
            return CoseFailure.NestedTooDeep;
        }

        CoseFailure failure = Head(out int major, out ulong argument);
        if (failure != CoseFailure.None)
        {
            return failure;
        }

        return major switch
        {
            2 => Bytes(argument, out _),
            3 => Text(argument),
            4 => Array(argument, depth),
            5 => Map(argument, depth),
            6 => Item(depth + 1),
            _ => CoseFailure.None,
        };
    }

    private CoseFailure Head(out int major, out ulong argument)
    {
        (major, argument) = (0, 0);
        if (_at == _data.Length)
        {
            return CoseFailure.Truncated;
        }

        byte initial = _data[_at++];
        major = initial >> 5;
        int information = initial & 31;
        if (major == 7)
        {
            return Simple(information);
        }

        if (information is >= 28 and <= 30 || (information == 31 && major is 0 or 1 or 6))
        {
            return CoseFailure.ReservedEncoding;
        }

        if (information == 31)
        {
            return CoseFailure.IndefiniteLength;
        }

        return information < 24 ? Small(information, out argument) : Argument(1 << (information - 24), out argument);
    }

    private static CoseFailure Small(int information, out ulong argument)
    {
        argument = (ulong)information;
        return CoseFailure.None;
    }

    private CoseFailure Argument(int width, out ulong argument)
    {
        argument = 0;
        if (_data.Length - _at < width)
        {
            return CoseFailure.Truncated;
        }

        foreach (byte next in _data.Slice(_at, width))
        {
            argument = (argument << 8) | next;
        }

        _at += width;
        ulong smallest = width == 1 ? 24UL : 1UL << (4 * width);
        return argument < smallest ? CoseFailure.NonMinimalInteger : CoseFailure.None;
    }

    private static CoseFailure Simple(int information) => information switch
    {
        20 or 21 or 22 => CoseFailure.None,
        25 or 26 or 27 => CoseFailure.FloatingPoint,
        >= 28 => CoseFailure.ReservedEncoding,
        _ => CoseFailure.UnsupportedSimpleValue,
    };

    private CoseFailure Bytes(ulong length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (length > (ulong)(_data.Length - _at))
        {
            return CoseFailure.Truncated;
        }

        bytes = _data.Slice(_at, (int)length);
        _at += bytes.Length;
        return CoseFailure.None;
    }

    private CoseFailure Text(ulong length)
    {
        CoseFailure failure = Bytes(length, out ReadOnlySpan<byte> bytes);
        return failure != CoseFailure.None ? failure : Utf8.IsValid(bytes) ? CoseFailure.None : CoseFailure.InvalidText;
    }

    private CoseFailure Array(ulong count, int depth)
    {
        if (count > MaxEntries)
        {
            return CoseFailure.TooManyEntries;
        }

        CoseFailure failure = CoseFailure.None;
        for (ulong i = 0; i < count && failure == CoseFailure.None; i++)
        {
            failure = Item(depth + 1);
        }

        return failure;
    }

    private CoseFailure Map(ulong count, int depth)
    {
        if (count > MaxEntries)
        {
            return CoseFailure.TooManyEntries;
        }

        Span<Range> keys = stackalloc Range[MaxEntries];
        for (int i = 0; i < (int)count; i++)
        {
            int start = _at;
            CoseFailure failure = Item(depth + 1);
            if (failure != CoseFailure.None)
            {
                return failure;
            }

            keys[i] = start.._at;
            failure = Key(keys[..i], _data[keys[i]]);
            if (failure != CoseFailure.None)
            {
                return failure;
            }

            failure = Item(depth + 1);
            if (failure != CoseFailure.None)
            {
                return failure;
            }
        }

        return CoseFailure.None;
    }

    private readonly CoseFailure Key(ReadOnlySpan<Range> earlier, ReadOnlySpan<byte> key)
    {
        foreach (Range range in earlier)
        {
            if (_data[range].SequenceEqual(key))
            {
                return CoseFailure.DuplicateKey;
            }
        }

        bool inOrder = earlier.IsEmpty || !_sorted || Follows(key, _data[earlier[^1]]);
        return inOrder ? CoseFailure.None : CoseFailure.UnsortedKeys;
    }

    private static bool Follows(ReadOnlySpan<byte> key, ReadOnlySpan<byte> previous) =>
        key.Length != previous.Length ? key.Length > previous.Length : key.SequenceCompareTo(previous) > 0;
}
