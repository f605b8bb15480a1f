using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of instants, as microseconds since 1970-01-01T00:00:00Z.</summary>
public sealed class TimestampColumn : PrimitiveColumn<long>
{
    /// <summary>Makes a column that holds <paramref name="values"/>, which are not copied and must not be changed afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">Microseconds since 1970-01-01T00:00:00Z, one a row.</param>
    /// <param name="validity">One bit a row, 1 = present; null when no cell is absent and none may be.</param>
    public TimestampColumn(string name, long[] values, Bitmap? validity = null)
        : this(new Field(name, ColumnType.Timestamp, validity is not null), values, validity)
    {
    }

    /// <summary>Makes a column of <paramref name="field"/> that holds <paramref name="values"/>, which are not copied.</summary>
    /// <exception cref="ArgumentException">The field is of another type, or is not nullable and cells are absent, or the lengths differ.</exception>
    public TimestampColumn(Field field, long[] values, Bitmap? validity)
        : this(field, values, (values ?? throw new ArgumentNullException(nameof(values))).Length, validity?.Share())
    {
    }

    internal TimestampColumn(Field field, Cells<long> values, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Timestamp, values, rowCount, validity)
    {
    }
}
