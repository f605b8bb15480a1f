using System.Buffers.Binary;
using System.Text;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>A protobuf message as its fields, without a schema: enough to walk down what a collector receives.</summary>
/// <remarks>Source: the Protocol Buffers encoding; field numbers are those of opentelemetry-proto 1.x.</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> _fields = [];

    internal ProtobufMessage(ReadOnlySpan<byte> encoded)
    {
        while (!encoded.IsEmpty)
        {
            ulong tag = ReadVarint(ref encoded);
            (int field, int kind) = ((int)(tag >> 3), (int)(tag & 7));
            switch (kind)
            {
                case 0:
                    _fields.Add((field, ReadVarint(ref encoded), null));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(encoded), null));
                    encoded = encoded[8..];
                    break;
                case 2:
                    int length = (int)ReadVarint(ref encoded);
                    _fields.Add((field, 0, encoded[..length].ToArray()));
                    encoded = encoded[length..];
                    break;
                default:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(encoded), null));
                    encoded = encoded[4..];
                    break;
            }
        }
    }

    /// <summary>The numbers of the fields that are set.</summary>
    internal IEnumerable<int> Fields => _fields.Select(found => found.Field).Distinct();

    internal IEnumerable<ProtobufMessage> Messages(int field) => _fields.Where(found => found.Field == field && found.Bytes is not null).Select(found => new ProtobufMessage(found.Bytes));

    internal string Text(int field) => Encoding.UTF8.GetString(_fields.FirstOrDefault(found => found.Field == field).Bytes ?? []);

    internal ulong Number(int field) => _fields.FirstOrDefault(found => found.Field == field).Number;

    /// <summary>Key and value of each attribute; numbers as text.</summary>
    internal IEnumerable<(string Key, string Value)> Attributes(int field) => Messages(field).Select(pair =>
    {
        ProtobufMessage value = pair.Messages(2).Single();
        return (pair.Text(1), value.Fields.Contains(1) ? value.Text(1) : $"{value.Number(3)}");
    });

    private static ulong ReadVarint(ref ReadOnlySpan<byte> encoded)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = encoded[0];
            encoded = encoded[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
