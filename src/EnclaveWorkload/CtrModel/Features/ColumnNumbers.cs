using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>Columns as numbers: NaN where absent, infinities too.</summary>
internal static class ColumnNumbers
{
    private const double MicrosecondsPerHour = 3_600_000_000.0;

    internal static double[] Read(Column column) => column switch
    {
        BooleanColumn booleans => Each(column, row => booleans.Values[row] ? 1 : 0),
        Int32Column numbers => Each(column, row => numbers.Values[row]),
        Int64Column numbers => Each(column, row => numbers.Values[row]),
        FloatColumn numbers => Each(column, row => numbers.Values[row]),
        DoubleColumn numbers => Each(column, row => numbers.Values[row]),
        _ => throw new NotSupportedException($"A column of type {column.Type} holds no numbers."),
    };

    /// <summary>Hour of the day, 0 to 24.</summary>
    internal static double[] HourOfDay(TimestampColumn moments) => Each(moments, row => Modulo(moments.Values[row] / MicrosecondsPerHour, 24));

    /// <summary>Day of the week, 0 to 6, Thursday (1970-01-01) being 0.</summary>
    internal static double[] DayOfWeek(TimestampColumn moments) =>
        Each(moments, row => Math.Floor(Modulo(moments.Values[row] / (24 * MicrosecondsPerHour), 7)));

    /// <inheritdoc cref="DayOfWeek(TimestampColumn)"/>
    internal static double[] DayOfWeek(DateColumn days) => Each(days, row => Modulo(days.Values[row], 7));

    private static double[] Each(Column column, Func<int, double> valueOf)
    {
        double[] values = new double[column.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            double value = column.IsNull(row) ? double.NaN : valueOf(row);
            values[row] = double.IsInfinity(value) ? double.NaN : value;
        }

        return values;
    }

    private static double Modulo(double value, double modulus) => value - (modulus * Math.Floor(value / modulus));
}
