using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>The numbers of a column by row; what is absent, or no number, is NaN.</summary>
internal readonly struct RowNumbers
{
    private readonly double[] _numbers;

    private RowNumbers(double[] numbers) => _numbers = numbers;

    internal int Length => _numbers.Length;

    internal double this[int row] => _numbers[row];

    /// <summary>Takes a column apart, and disposes it.</summary>
    internal static RowNumbers Read(Column column)
    {
        using Column taken = column;
        double[] numbers = new double[column.RowCount];
        switch (column)
        {
            case Int64Column values:
                Copy(values, numbers, static value => value);
                break;
            case Int32Column values:
                Copy(values, numbers, static value => value);
                break;
            case DoubleColumn values:
                Copy(values, numbers, static value => value);
                break;
            case FloatColumn values:
                Copy(values, numbers, static value => value);
                break;
            default:
                throw new NotSupportedException($"A column of type {column.Type} holds no numbers.");
        }

        return new RowNumbers(numbers);
    }

    /// <summary>As whole units, nearest, confined to ±<paramref name="largest"/>; what is absent is 0.</summary>
    internal long[] ToUnits(int unitsPerOne, long largest)
    {
        long[] units = new long[_numbers.Length];
        for (int row = 0; row < units.Length; row++)
        {
            double number = Math.Clamp(Math.Round(_numbers[row] * unitsPerOne), -largest, largest);
            units[row] = double.IsNaN(number) ? 0 : (long)number;
        }

        return units;
    }

    private static void Copy<T>(PrimitiveColumn<T> column, double[] numbers, Func<T, double> numberOf)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = column.Values;
        for (int row = 0; row < values.Length; row++)
        {
            numbers[row] = column.IsNull(row) ? double.NaN : numberOf(values[row]);
        }
    }
}
