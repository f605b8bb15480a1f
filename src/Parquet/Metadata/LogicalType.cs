using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Reads and writes the two annotations of a schema element as one <see cref="LogicalKind"/>.</summary>
/// <remarks>Source: parquet-format LogicalTypes.md; parquet.thrift, LogicalType and ConvertedType.</remarks>
internal static class LogicalType
{
    public static LogicalKind FromConverted(int converted) => converted switch
    {
        0 => LogicalKind.Text,
        1 or 2 => LogicalKind.Map,
        3 => LogicalKind.List,
        4 => LogicalKind.Enumeration,
        5 => LogicalKind.Decimal,
        6 => LogicalKind.Date,
        7 => LogicalKind.TimeMillis,
        8 => LogicalKind.TimeMicros,
        9 => LogicalKind.TimestampMillis,
        10 => LogicalKind.TimestampMicros,
        11 or 12 => LogicalKind.UnsignedSmall,
        13 => LogicalKind.Unsigned32,
        14 => LogicalKind.Unsigned64,
        15 or 16 => LogicalKind.SignedSmall,
        17 => LogicalKind.Signed32,
        18 => LogicalKind.Signed64,
        19 => LogicalKind.Json,
        20 => LogicalKind.Bson,
        21 => LogicalKind.Interval,
        _ => LogicalKind.Unknown,
    };

    /// <summary>Reads the union; an annotation that is not known here is <see cref="LogicalKind.Unknown"/>.</summary>
    public static LogicalKind Read(ref ThriftReader reader)
    {
        LogicalKind kind = LogicalKind.Unknown;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 7:
                    kind = ReadUnit(ref reader, type) is var time and > 0 ? LogicalKind.TimeMillis + (time - 1) : LogicalKind.Unknown;
                    break;
                case 8:
                    kind = ReadUnit(ref reader, type) is var unit and > 0 ? LogicalKind.TimestampMillis + (unit - 1) : LogicalKind.Unknown;
                    break;
                case 10:
                    kind = ReadInteger(ref reader, type);
                    break;
                default:
                    kind = Plain(id);
                    reader.Skip(type);
                    break;
            }
        }

        return kind;
    }

    private static LogicalKind Plain(short id) => id switch
    {
        1 => LogicalKind.Text,
        2 => LogicalKind.Map,
        3 => LogicalKind.List,
        4 => LogicalKind.Enumeration,
        5 => LogicalKind.Decimal,
        6 => LogicalKind.Date,
        11 => LogicalKind.Null,
        12 => LogicalKind.Json,
        13 => LogicalKind.Bson,
        14 => LogicalKind.Uuid,
        15 => LogicalKind.Float16,
        _ => LogicalKind.Unknown,
    };

    /// <summary>The unit of a time or timestamp: 1 milliseconds, 2 microseconds, 3 nanoseconds, 0 unknown.</summary>
    private static int ReadUnit(ref ThriftReader reader, ThriftType type)
    {
        int unit = 0;
        short id = 0;
        if (!reader.Expect(type, ThriftType.Struct))
        {
            return 0;
        }

        while (reader.ReadField(ref id, out ThriftType field))
        {
            if (id != 2 || field != ThriftType.Struct)
            {
                reader.Skip(field);
                continue;
            }

            short unitId = 0;
            while (reader.ReadField(ref unitId, out ThriftType unitType))
            {
                unit = unitId is >= 1 and <= 3 ? unitId : 0;
                reader.Skip(unitType);
            }
        }

        return unit;
    }

    private static LogicalKind ReadInteger(ref ThriftReader reader, ThriftType type)
    {
        int bits = 0;
        bool isSigned = false;
        short id = 0;
        if (!reader.Expect(type, ThriftType.Struct))
        {
            return LogicalKind.Unknown;
        }

        while (reader.ReadField(ref id, out ThriftType field))
        {
            switch (id)
            {
                case 1 when reader.Expect(field, ThriftType.Byte):
                    bits = reader.ReadRawByte();
                    break;
                case 2:
                    isSigned = reader.ReadBool(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return (bits, isSigned) switch
        {
            (8 or 16, true) => LogicalKind.SignedSmall,
            (32, true) => LogicalKind.Signed32,
            (64, true) => LogicalKind.Signed64,
            (8 or 16, false) => LogicalKind.UnsignedSmall,
            (32, false) => LogicalKind.Unsigned32,
            (64, false) => LogicalKind.Unsigned64,
            _ => LogicalKind.Unknown,
        };
    }

    /// <summary>Writes both annotations of a kind that this library writes: text, date, or timestamp in microseconds.</summary>
    public static void Write(ThriftWriter writer, LogicalKind kind)
    {
        int? converted = kind switch
        {
            LogicalKind.Text => 0,
            LogicalKind.Date => 6,
            LogicalKind.TimestampMicros => 10,
            _ => null,
        };
        if (converted is null)
        {
            return;
        }

        writer.I32(6, converted.Value);
        writer.BeginStruct(10);
        if (kind == LogicalKind.TimestampMicros)
        {
            writer.BeginStruct(8);
            writer.Bool(1, true);
            writer.BeginStruct(2);
            writer.EmptyStruct(2);
            writer.EndStruct();
            writer.EndStruct();
        }
        else
        {
            writer.EmptyStruct(kind == LogicalKind.Text ? (short)1 : (short)6);
        }

        writer.EndStruct();
    }
}
