using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Columns;

/// <summary>Makes the column class that a field's type names.</summary>
internal static class PrimitiveColumnFactory
{
    /// <summary>Takes <paramref name="values"/> as they are; only the first <paramref name="rowCount"/> count.</summary>
    internal static Column Create<T>(Field field, Cells<T> values, int rowCount, Bitmap? validity)
        where T : unmanaged => field.Type switch
        {
            ColumnType.Boolean => new BooleanColumn(field, (Cells<bool>)(object)values, rowCount, validity),
            ColumnType.Int32 => new Int32Column(field, (Cells<int>)(object)values, rowCount, validity),
            ColumnType.Int64 => new Int64Column(field, (Cells<long>)(object)values, rowCount, validity),
            ColumnType.Float => new FloatColumn(field, (Cells<float>)(object)values, rowCount, validity),
            ColumnType.Double => new DoubleColumn(field, (Cells<double>)(object)values, rowCount, validity),
            ColumnType.Date => new DateColumn(field, (Cells<int>)(object)values, rowCount, validity),
            ColumnType.Timestamp => new TimestampColumn(field, (Cells<long>)(object)values, rowCount, validity),
            ColumnType.Decimal => new DecimalColumn(field, (Cells<Int128>)(object)values, rowCount, validity),
            _ => throw new UnreachableException($"{field.Type} columns do not hold {typeof(T).Name} values."),
        };

    /// <summary>The type of one value of a column of <paramref name="type"/>, or null when the column is not primitive.</summary>
    internal static Type? ValueType(ColumnType type) => type switch
    {
        ColumnType.Boolean => typeof(bool),
        ColumnType.Int32 or ColumnType.Date => typeof(int),
        ColumnType.Int64 or ColumnType.Timestamp => typeof(long),
        ColumnType.Float => typeof(float),
        ColumnType.Double => typeof(double),
        ColumnType.Decimal => typeof(Int128),
        _ => null,
    };
}
