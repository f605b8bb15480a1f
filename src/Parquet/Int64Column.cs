using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of signed 64-bit integers.</summary>
public sealed class Int64Column : PrimitiveColumn<long>
{
    /// <summary>Makes a column that holds <paramref name="values"/>, which are not copied and must not be changed afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row.</param>
    /// <param name="validity">One bit a row, 1 = present; null when no cell is absent and none may be.</param>
    public Int64Column(string name, long[] values, Bitmap? validity = null)
        : this(new Field(name, ColumnType.Int64, validity is not null), values, validity)
    {
    }

    /// <summary>Makes a column of <paramref name="field"/> that holds <paramref name="values"/>, which are not copied.</summary>
    /// <exception cref="ArgumentException">The field is of another type, or is not nullable and cells are absent, or the lengths differ.</exception>
    public Int64Column(Field field, long[] values, Bitmap? validity)
        : this(field, values, (values ?? throw new ArgumentNullException(nameof(values))).Length, validity?.Share())
    {
    }

    internal Int64Column(Field field, Cells<long> values, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Int64, values, rowCount, validity)
    {
    }
}
