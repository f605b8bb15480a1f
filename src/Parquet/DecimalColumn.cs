using System.Globalization;
using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of decimal numbers of up to 38 digits: <see cref="PrimitiveColumn{T}.Values"/> are the numbers times 10 to the power of <see cref="Scale"/>.</summary>
public sealed class DecimalColumn : PrimitiveColumn<Int128>
{
    /// <summary>Makes a column of <paramref name="field"/> that holds <paramref name="unscaled"/>, which are not copied.</summary>
    /// <param name="field">A field of type <see cref="ColumnType.Decimal"/>, with its precision and scale.</param>
    /// <param name="unscaled">One value a row, times 10 to the power of the field's scale.</param>
    /// <param name="validity">One bit a row, 1 = present; null when no cell is absent.</param>
    /// <exception cref="ArgumentException">The field is of another type or has digits out of range, or is not nullable and cells are absent, or the lengths differ.</exception>
    public DecimalColumn(Field field, Int128[] unscaled, Bitmap? validity)
        : this(field, unscaled, (unscaled ?? throw new ArgumentNullException(nameof(unscaled))).Length, validity?.Share())
    {
    }

    internal DecimalColumn(Field field, Cells<Int128> unscaled, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Decimal, unscaled, rowCount, validity)
    {
        if (field.Precision is < 1 or > 38 || field.Scale < 0 || field.Scale > field.Precision)
        {
            throw new ArgumentException($"'{field.Name}' has {field.Precision} digits, {field.Scale} of them after the point.", nameof(field));
        }
    }

    /// <summary>Digits after the point, 0 to 38.</summary>
    public int Scale => Field.Scale;

    /// <summary>The number at <paramref name="row"/> written out with all its digits after the point, such as <c>-0.50</c>; null when the cell is absent.</summary>
    public string? Text(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        Int128 value = Values[row];
        string digits = value.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(Scale + 1, '0');
        string sign = Int128.IsNegative(value) ? "-" : "";
        return Scale == 0 ? sign + digits : $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
