using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Reads and writes the two annotations of a schema element as one <see cref="LogicalAnnotation"/>.</summary>
/// <remarks>Source: parquet-format LogicalTypes.md; parquet.thrift, LogicalType and ConvertedType.</remarks>
internal static class LogicalType
{
    /// <summary>The older annotation. Decimals have their digits in the schema element; times and timestamps count in UTC.</summary>
    public static LogicalAnnotation FromConverted(int converted) => converted switch
    {
        0 => new(LogicalKind.Text),
        1 or 2 => new(LogicalKind.Map),
        3 => new(LogicalKind.List),
        4 => new(LogicalKind.Enumeration),
        5 => new(LogicalKind.Decimal),
        6 => new(LogicalKind.Date),
        7 => new(LogicalKind.TimeMillis, IsUtc: true),
        8 => new(LogicalKind.TimeMicros, IsUtc: true),
        9 => new(LogicalKind.TimestampMillis, IsUtc: true),
        10 => new(LogicalKind.TimestampMicros, IsUtc: true),
        11 or 12 => new(LogicalKind.UnsignedSmall, Bits: converted == 11 ? 8 : 16),
        13 => new(LogicalKind.Unsigned32, Bits: 32),
        14 => new(LogicalKind.Unsigned64, Bits: 64),
        15 or 16 => new(LogicalKind.SignedSmall, Bits: converted == 15 ? 8 : 16),
        17 => new(LogicalKind.Signed32, Bits: 32),
        18 => new(LogicalKind.Signed64, Bits: 64),
        19 => new(LogicalKind.Json),
        20 => new(LogicalKind.Bson),
        21 => new(LogicalKind.Interval),
        _ => new(LogicalKind.Unknown),
    };

    /// <summary>Reads the union; an annotation that is not known here is <see cref="LogicalKind.Unknown"/>.</summary>
    public static LogicalAnnotation Read(ref ThriftReader reader)
    {
        LogicalAnnotation read = new(LogicalKind.Unknown);
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 5:
                    read = ReadDecimal(ref reader, type);
                    break;
                case 7:
                    read = ReadMoment(ref reader, type, LogicalKind.TimeMillis);
                    break;
                case 8:
                    read = ReadMoment(ref reader, type, LogicalKind.TimestampMillis);
                    break;
                case 10:
                    read = ReadInteger(ref reader, type);
                    break;
                default:
                    read = new(Plain(id));
                    reader.Skip(type);
                    break;
            }
        }

        return read;
    }

    private static LogicalKind Plain(short id) => id switch
    {
        1 => LogicalKind.Text,
        2 => LogicalKind.Map,
        3 => LogicalKind.List,
        4 => LogicalKind.Enumeration,
        6 => LogicalKind.Date,
        11 => LogicalKind.Null,
        12 => LogicalKind.Json,
        13 => LogicalKind.Bson,
        14 => LogicalKind.Uuid,
        15 => LogicalKind.Float16,
        _ => LogicalKind.Unknown,
    };

    private static LogicalAnnotation ReadDecimal(ref ThriftReader reader, ThriftType type)
    {
        int scale = 0, precision = 0;
        short id = 0;
        if (!reader.Expect(type, ThriftType.Struct))
        {
            return new(LogicalKind.Unknown);
        }

        while (reader.ReadField(ref id, out ThriftType field))
        {
            switch (id)
            {
                case 1:
                    scale = reader.ReadI32(field);
                    break;
                case 2:
                    precision = reader.ReadI32(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return new(LogicalKind.Decimal, precision, scale);
    }

    /// <summary>A time or timestamp; <paramref name="millis"/> is its kind in milliseconds, which micro- and nanoseconds follow.</summary>
    private static LogicalAnnotation ReadMoment(ref ThriftReader reader, ThriftType type, LogicalKind millis)
    {
        int unit = 0;
        bool isUtc = false;
        short id = 0;
        if (!reader.Expect(type, ThriftType.Struct))
        {
            return new(LogicalKind.Unknown);
        }

        while (reader.ReadField(ref id, out ThriftType field))
        {
            switch (id)
            {
                case 1:
                    isUtc = reader.ReadBool(field);
                    break;
                case 2 when field == ThriftType.Struct:
                    unit = ReadUnit(ref reader);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return unit == 0 ? new(LogicalKind.Unknown) : new(millis + (unit - 1), IsUtc: isUtc);
    }

    /// <summary>1 milliseconds, 2 microseconds, 3 nanoseconds, 0 unknown.</summary>
    private static int ReadUnit(ref ThriftReader reader)
    {
        int unit = 0;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            unit = id is >= 1 and <= 3 ? id : 0;
            reader.Skip(type);
        }

        return unit;
    }

    private static LogicalAnnotation ReadInteger(ref ThriftReader reader, ThriftType type)
    {
        int bits = 0;
        bool isSigned = false;
        short id = 0;
        if (!reader.Expect(type, ThriftType.Struct))
        {
            return new(LogicalKind.Unknown);
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

        LogicalKind kind = (bits, isSigned) switch
        {
            (8 or 16, true) => LogicalKind.SignedSmall,
            (32, true) => LogicalKind.Signed32,
            (64, true) => LogicalKind.Signed64,
            (8 or 16, false) => LogicalKind.UnsignedSmall,
            (32, false) => LogicalKind.Unsigned32,
            (64, false) => LogicalKind.Unsigned64,
            _ => LogicalKind.Unknown,
        };
        return new(kind, Bits: kind == LogicalKind.Unknown ? 0 : bits);
    }

    /// <summary>Writes both annotations of text, map, list, date, decimal, and timestamp in microseconds.</summary>
    public static void Write(ThriftWriter writer, LogicalAnnotation logical)
    {
        int? converted = logical.Kind switch
        {
            LogicalKind.Text => 0,
            LogicalKind.Map => 1,
            LogicalKind.List => 3,
            LogicalKind.Decimal => 5,
            LogicalKind.Date => 6,
            LogicalKind.TimestampMicros => 10,
            _ => null,
        };
        if (converted is null)
        {
            return;
        }

        writer.I32(6, converted.Value);
        if (logical.Kind == LogicalKind.Decimal)
        {
            writer.I32(7, logical.Scale);
            writer.I32(8, logical.Precision);
        }

        writer.BeginStruct(10);
        switch (logical.Kind)
        {
            case LogicalKind.TimestampMicros:
                writer.BeginStruct(8);
                writer.Bool(1, true);
                writer.BeginStruct(2);
                writer.EmptyStruct(2);
                writer.EndStruct();
                writer.EndStruct();
                break;
            case LogicalKind.Decimal:
                writer.BeginStruct(5);
                writer.I32(1, logical.Scale);
                writer.I32(2, logical.Precision);
                writer.EndStruct();
                break;
            default:
                writer.EmptyStruct((short)(logical.Kind switch { LogicalKind.Text => 1, LogicalKind.Map => 2, LogicalKind.List => 3, _ => 6 }));
                break;
        }

        writer.EndStruct();
    }
}
