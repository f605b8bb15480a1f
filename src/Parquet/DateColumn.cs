using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of calendar days, as days since 1970-01-01.</summary>
public sealed class DateColumn : PrimitiveColumn<int>
{
    /// <summary>Makes a column that holds <paramref name="values"/>, which are not copied and must not be changed afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">Days since 1970-01-01, one a row; earlier days are negative.</param>
    /// <param name="validity">One bit a row, 1 = present; null when no cell is absent and none may be.</param>
    public DateColumn(string name, int[] values, Bitmap? validity = null)
        : this(new Field(name, ColumnType.Date, validity is not null), values, validity)
    {
    }

    /// <summary>Makes a column of <paramref name="field"/> that holds <paramref name="values"/>, which are not copied.</summary>
    /// <exception cref="ArgumentException">The field is of another type, or is not nullable and cells are absent, or the lengths differ.</exception>
    public DateColumn(Field field, int[] values, Bitmap? validity)
        : this(field, values, (values ?? throw new ArgumentNullException(nameof(values))).Length, validity?.Share())
    {
    }

    internal DateColumn(Field field, Cells<int> values, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Date, values, rowCount, validity)
    {
    }
}
