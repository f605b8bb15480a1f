using System.Text;

namespace EnclaveCleanRoom.Parquet.Thrift;

/// <summary>Reads the Thrift compact protocol from untrusted bytes.</summary>
/// <remarks>
/// Failure is sticky: after the first malformed or missing byte <see cref="Failed"/> is true, every read gives zero and
/// every loop over fields or elements ends, so that a caller checks once at its end. Nothing is allocated for a declared
/// length before that many bytes are known to be there; an element count is at most the number of bytes left.
/// Source: apache/thrift, doc/specs/thrift-compact-protocol.md.
/// </remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> data)
{
    private const int MaxSkipDepth = 32;
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _data = data;
    private bool _bool;

    public bool Failed { get; private set; }

    public int Position { get; private set; }

    private readonly int Left => _data.Length - Position;

    public void Fail()
    {
        Failed = true;
        Position = _data.Length;
    }

    /// <summary>Reads a field header of a struct whose previous field id is <paramref name="id"/> (0 at its start); false at the struct's end or on failure.</summary>
    public bool ReadField(ref short id, out ThriftType type)
    {
        byte header = ReadRawByte();
        type = (ThriftType)(header & 0x0F);
        if (Failed || type == ThriftType.Stop)
        {
            return false;
        }

        int delta = header >> 4;
        int next = delta == 0 ? ReadI16() : id + delta;
        if (Failed || next is < 0 or > short.MaxValue || type > ThriftType.Struct)
        {
            Fail();
            return false;
        }

        id = (short)next;
        _bool = type == ThriftType.True;
        return true;
    }

    /// <summary>Fails unless <paramref name="found"/> is <paramref name="wanted"/>.</summary>
    public bool Expect(ThriftType found, ThriftType wanted)
    {
        if (found != wanted)
        {
            Fail();
        }

        return !Failed;
    }

    /// <summary>The value of a boolean field, which lies in its header.</summary>
    public bool ReadBool(ThriftType type)
    {
        if (type is not (ThriftType.True or ThriftType.False))
        {
            Fail();
        }

        return _bool;
    }

    public byte ReadRawByte()
    {
        if (Left < 1)
        {
            Fail();
            return 0;
        }

        return _data[Position++];
    }

    public short ReadI16()
    {
        long value = ReadI64();
        if (value is < short.MinValue or > short.MaxValue)
        {
            Fail();
            return 0;
        }

        return (short)value;
    }

    public int ReadI32(ThriftType type)
    {
        long value = Expect(type, ThriftType.I32) ? ReadI64() : 0;
        if (value is < int.MinValue or > int.MaxValue)
        {
            Fail();
            return 0;
        }

        return (int)value;
    }

    /// <summary>A 32-bit integer that must not be negative.</summary>
    public int ReadCount(ThriftType type)
    {
        int value = ReadI32(type);
        if (value < 0)
        {
            Fail();
            return 0;
        }

        return value;
    }

    public long ReadI64(ThriftType type) => Expect(type, ThriftType.I64) ? ReadI64() : 0;

    /// <summary>A 64-bit integer that must not be negative.</summary>
    public long ReadLongCount(ThriftType type)
    {
        long value = ReadI64(type);
        if (value < 0)
        {
            Fail();
            return 0;
        }

        return value;
    }

    public ReadOnlySpan<byte> ReadBinary(ThriftType type)
    {
        ulong length = Expect(type, ThriftType.Binary) ? ReadVarint() : 0;
        if (length > (ulong)Left)
        {
            Fail();
            return default;
        }

        ReadOnlySpan<byte> value = _data.Slice(Position, (int)length);
        Position += (int)length;
        return value;
    }

    /// <summary>A text; bytes that are not UTF-8 fail.</summary>
    public string ReadText(ThriftType type)
    {
        ReadOnlySpan<byte> utf8 = ReadBinary(type);
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            Fail();
            return "";
        }

        return s_strictUtf8.GetString(utf8);
    }

    /// <summary>The number of elements of a list of <paramref name="wanted"/>.</summary>
    public int ReadList(ThriftType type, ThriftType wanted)
    {
        if (!Expect(type, ThriftType.List))
        {
            return 0;
        }

        int count = ReadListHeader(out ThriftType element);
        return count == 0 || Expect(element, wanted) ? count : 0;
    }

    /// <summary>Reads a list of truth values, each a byte of its own.</summary>
    public void ReadBools(ThriftType type, List<bool> values)
    {
        if (!Expect(type, ThriftType.List))
        {
            return;
        }

        int count = ReadListHeader(out ThriftType element);
        if (count > 0 && element is not (ThriftType.True or ThriftType.False))
        {
            Fail();
        }

        for (int i = 0; i < count && !Failed; i++)
        {
            values.Add(ReadRawByte() == (byte)ThriftType.True);
        }
    }

    /// <summary>Passes over a value that is not of interest.</summary>
    public void Skip(ThriftType type) => Skip(type, 0);

    private void Skip(ThriftType type, int depth)
    {
        if (depth > MaxSkipDepth)
        {
            Fail();
            return;
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                ReadRawByte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                ReadVarint();
                break;
            case ThriftType.Double:
                SkipBytes(8);
                break;
            case ThriftType.Binary:
                ReadBinary(type);
                break;
            case ThriftType.List or ThriftType.Set:
                int count = ReadListHeader(out ThriftType element);
                for (int i = 0; i < count && !Failed; i++)
                {
                    SkipElement(element, depth + 1);
                }

                break;
            case ThriftType.Map:
                SkipMap(depth + 1);
                break;
            case ThriftType.Struct:
                short id = 0;
                while (ReadField(ref id, out ThriftType field))
                {
                    Skip(field, depth + 1);
                }

                break;
            default:
                Fail();
                break;
        }
    }

    private void SkipElement(ThriftType type, int depth)
    {
        // A boolean is in its header as a field, but a byte of its own as an element.
        if (type is ThriftType.True or ThriftType.False)
        {
            SkipBytes(1);
        }
        else
        {
            Skip(type, depth);
        }
    }

    private void SkipMap(int depth)
    {
        ulong count = ReadVarint();
        if (count == 0 || Failed)
        {
            return;
        }

        byte types = ReadRawByte();
        if (count > (ulong)Left)
        {
            Fail();
        }

        for (ulong i = 0; i < count && !Failed; i++)
        {
            SkipElement((ThriftType)(types >> 4), depth);
            SkipElement((ThriftType)(types & 0x0F), depth);
        }
    }

    private int ReadListHeader(out ThriftType element)
    {
        byte header = ReadRawByte();
        element = (ThriftType)(header & 0x0F);
        int declared = header >> 4;
        ulong count = declared == 15 ? ReadVarint() : (ulong)declared;
        if (count > (ulong)Left)
        {
            Fail();
            return 0;
        }

        return (int)count;
    }

    private void SkipBytes(int count)
    {
        if (count > Left)
        {
            Fail();
            return;
        }

        Position += count;
    }

    private long ReadI64()
    {
        ulong zigzag = ReadVarint();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadRawByte();
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return Failed ? 0 : value;
            }
        }

        Fail();
        return 0;
    }
}
