namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Tables of every column type from a seed.</summary>
internal static class RandomTable
{
    public static Table Make(int seed, int rows)
    {
        Random random = new(seed);
        List<Column> columns = [];
        foreach (ColumnType type in Enum.GetValues<ColumnType>().Where(type => type != ColumnType.List))
        {
            columns.Add(MakeColumn(random, new Field($"{type}", type), rows));
            columns.Add(MakeColumn(random, new Field($"{type}?", type, true), rows));
        }

        return new Table(columns);
    }

    public static Column MakeColumn(Random random, Field field, int rows)
    {
        ColumnBuilder builder = ColumnBuilder.Create(field);
        int distinct = random.Next(3) switch { 0 => 1, 1 => random.Next(2, 40), _ => int.MaxValue };
        int runs = random.Next(2) == 0 ? 1 : 50;
        double nulls = random.Next(3) / 2.0 * 0.9;
        while (builder.Count < rows)
        {
            int length = Math.Min(random.Next(1, runs + 1), rows - builder.Count);
            bool isNull = field.IsNullable && random.NextDouble() < nulls;
            long value = random.NextInt64() % distinct;
            for (int i = 0; i < length; i++)
            {
                Append(builder, isNull, value);
            }
        }

        return builder.Build();
    }

    private static void Append(ColumnBuilder builder, bool isNull, long value)
    {
        switch (builder)
        {
            case not null when isNull:
                builder.AppendNull();
                break;
            case PrimitiveColumnBuilder<bool> booleans:
                booleans.Append(value % 2 == 0);
                break;
            case PrimitiveColumnBuilder<int> integers:
                integers.Append(unchecked((int)value));
                break;
            case PrimitiveColumnBuilder<long> longs:
                longs.Append(value);
                break;
            case PrimitiveColumnBuilder<Int128> decimals:
                decimals.Append((Int128)value * (value % 1_000_003));
                break;
            case PrimitiveColumnBuilder<float> floats:
                floats.Append(value % 100 == 7 ? float.NaN : value / 8f);
                break;
            case PrimitiveColumnBuilder<double> doubles:
                doubles.Append(value % 100 == 7 ? -0.0 : value / 3.0);
                break;
            case StringColumnBuilder texts:
                texts.Append(value % 50 == 3 ? "" : $"text {value} é");
                break;
            case BinaryColumnBuilder binaries:
                binaries.Append(BitConverter.GetBytes(value).AsSpan(0, (int)Math.Abs(value % 9)));
                break;
            default:
                throw new ArgumentException("No such builder.", nameof(builder));
        }
    }
}
