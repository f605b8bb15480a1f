using System.Globalization;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.Pipeline.Bench.Data;

/// <summary>Reads one of the sample's CSV files, which quote nothing, into typed columns.</summary>
internal static class CsvTable
{
    private static readonly DateTime s_epoch = DateTime.UnixEpoch;

    internal static Table Read(string path, IReadOnlyList<Agreements.ColumnTerms> columns)
    {
        using StreamReader reader = new(path);
        string[] header = reader.ReadLine()!.Split(',');
        ColumnBuilder[] builders = [.. columns.Select(column => ColumnBuilder.Create(new Field(column.Name, TypeOf(column.Type))))];
        int[] places = [.. header.Select(name => Array.FindIndex(builders, builder => builder.Field.Name == name))];
        while (reader.ReadLine() is { } line)
        {
            ReadOnlySpan<char> text = line;
            int at = 0;
            foreach (Range cell in text.Split(','))
            {
                Append(builders[places[at++]], text[cell]);
            }
        }

        return new Table(builders.Select(builder => builder.Build()));
    }

    private static void Append(ColumnBuilder builder, ReadOnlySpan<char> cell)
    {
        switch (builder)
        {
            case StringColumnBuilder texts:
                texts.Append(cell);
                break;
            case PrimitiveColumnBuilder<double> numbers:
                numbers.Append(double.Parse(cell, CultureInfo.InvariantCulture));
                break;
            case PrimitiveColumnBuilder<long> moments when builder.Field.Type == ColumnType.Timestamp:
                DateTime moment = DateTime.ParseExact(cell, "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                moments.Append((moment - s_epoch).Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            case PrimitiveColumnBuilder<long> numbers:
                numbers.Append(long.Parse(cell, CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"The sample has no column of type {builder.Field.Type}.");
        }
    }

    private static ColumnType TypeOf(Agreements.ColumnType type) => type switch
    {
        Agreements.ColumnType.String => ColumnType.String,
        Agreements.ColumnType.Int64 => ColumnType.Int64,
        Agreements.ColumnType.Double => ColumnType.Double,
        Agreements.ColumnType.Timestamp => ColumnType.Timestamp,
        _ => throw new NotSupportedException($"The sample has no column of type {type}."),
    };
}
