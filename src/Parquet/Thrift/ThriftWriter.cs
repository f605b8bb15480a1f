using System.Buffers;
using System.Text;

namespace EnclaveCleanRoom.Parquet.Thrift;

/// <summary>Writes the Thrift compact protocol. Fields of a struct are written in rising order of their ids.</summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly Stack<short> _outerIds = new();
    private short _id;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public void BeginStruct()
    {
        _outerIds.Push(_id);
        _id = 0;
    }

    public void EndStruct()
    {
        Raw((byte)ThriftType.Stop);
        _id = _outerIds.Pop();
    }

    /// <summary>A field that is itself a struct; close it with <see cref="EndStruct"/>.</summary>
    public void BeginStruct(short id)
    {
        Header(id, ThriftType.Struct);
        BeginStruct();
    }

    public void EmptyStruct(short id)
    {
        BeginStruct(id);
        EndStruct();
    }

    public void Bool(short id, bool value) => Header(id, value ? ThriftType.True : ThriftType.False);

    public void I8(short id, byte value)
    {
        Header(id, ThriftType.Byte);
        Raw(value);
    }

    public void I16(short id, short value)
    {
        Header(id, ThriftType.I16);
        Zigzag(value);
    }

    public void I32(short id, int value)
    {
        Header(id, ThriftType.I32);
        Zigzag(value);
    }

    public void I64(short id, long value)
    {
        Header(id, ThriftType.I64);
        Zigzag(value);
    }

    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Header(id, ThriftType.Binary);
        BinaryElement(value);
    }

    public void Text(short id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    public void BeginList(short id, ThriftType element, int count)
    {
        Header(id, ThriftType.List);
        if (count < 15)
        {
            Raw((byte)((count << 4) | (int)element));
        }
        else
        {
            Raw((byte)(0xF0 | (int)element));
            Varint((ulong)count);
        }
    }

    public void I32Element(int value) => Zigzag(value);

    public void TextElement(string value) => BinaryElement(Encoding.UTF8.GetBytes(value));

    public void I64Element(long value) => Zigzag(value);

    /// <summary>In lists a truth value is a byte of its own.</summary>
    public void BoolElement(bool value) => Raw((byte)(value ? ThriftType.True : ThriftType.False));

    public void BinaryElement(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    private void Header(short id, ThriftType type)
    {
        int delta = id - _id;
        _id = id;
        if (delta is > 0 and < 16)
        {
            Raw((byte)((delta << 4) | (int)type));
        }
        else
        {
            Raw((byte)type);
            Zigzag(id);
        }
    }

    private void Zigzag(long value) => Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Raw((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        Raw((byte)value);
    }

    private void Raw(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
