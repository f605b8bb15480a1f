using System.Buffers;
using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <summary>
/// A column taken apart into its distinct values and a code a row. The last code stands for cells that are absent, whether there
/// are any or not. Equal values have one code: zero has two signs and one value, and what is no number is one value too.
/// </summary>
internal sealed class CodedCells
{
    private readonly ColumnType _type;
    private readonly long[] _keys;
    private readonly string[] _texts;

    private CodedCells(ColumnType type, RowCodes rows, long[] keys, string[] texts)
    {
        _type = type;
        _keys = keys;
        _texts = texts;
        Rows = rows;
    }

    internal RowCodes Rows { get; }

    /// <summary>The number of distinct values, the absent one not counted.</summary>
    private int Count => Rows.Count - 1;

    /// <summary>Takes a column apart, and disposes it: what is kept of it lies here.</summary>
    internal static CodedCells Read(Column column)
    {
        using (column)
        {
            return TakeApart(column);
        }
    }

    private static CodedCells TakeApart(Column column) => column switch
    {
        StringColumn texts => new CodedCells(column.Type, RowCodes.Of(texts.Codes, texts.Dictionary.Count + 1), [], TextsOf(texts.Dictionary)),
        Int64Column numbers => Number(column, numbers.Values),
        TimestampColumn moments => Number(column, moments.Values),
        BooleanColumn truths => Number(truths, static truth => truth ? 1 : 0),
        Int32Column numbers => Number(numbers, static number => number),
        FloatColumn numbers => Number(numbers, static number => KeyOf(number)),
        DoubleColumn numbers => Number(numbers, KeyOf),
        DateColumn days => Number(days, static day => day),
        _ => throw new NotSupportedException($"A column of type {column.Type} has no categories."),
    };

    /// <summary>The text of each distinct value.</summary>
    internal IReadOnlyList<string> Texts() => _type switch
    {
        ColumnType.String => _texts,
        ColumnType.Boolean => [.. _keys.Select(key => CategoryCodes.TextOf(key != 0))],
        ColumnType.Float or ColumnType.Double => [.. _keys.Select(key => CategoryCodes.TextOf(BitConverter.Int64BitsToDouble(key)))],
        _ => [.. _keys.Select(key => key.ToString(CultureInfo.InvariantCulture))],
    };

    /// <summary>A number for each code.</summary>
    /// <param name="numberOf">From the value as a number; of moments the microseconds, of dates the days since 1970.</param>
    /// <returns>NaN where the value is absent, or infinite.</returns>
    internal CodedNumbers Numbers(Func<double, double> numberOf)
    {
        double[] numbers = new double[Rows.Count];
        for (int code = 0; code < Count; code++)
        {
            double number = numberOf(_type is ColumnType.Float or ColumnType.Double ? BitConverter.Int64BitsToDouble(_keys[code]) : _keys[code]);
            numbers[code] = double.IsInfinity(number) ? double.NaN : number;
        }

        numbers[Count] = double.NaN;
        return new CodedNumbers(Rows, numbers);
    }

    /// <summary>The texts of a dictionary, as strings of their own.</summary>
    internal static string[] TextsOf(StringDictionary dictionary)
    {
        string[] texts = new string[dictionary.Count];
        for (int code = 0; code < texts.Length; code++)
        {
            texts[code] = Encoding.UTF8.GetString(dictionary.Utf8(code));
        }

        return texts;
    }

    private static CodedCells Number<T>(PrimitiveColumn<T> column, Func<T, long> keyOf)
        where T : unmanaged
    {
        long[] keys = ArrayPool<long>.Shared.Rent(column.RowCount);
        ReadOnlySpan<T> values = column.Values;
        for (int row = 0; row < values.Length; row++)
        {
            keys[row] = keyOf(values[row]);
        }

        CodedCells cells = Number(column, keys.AsSpan(0, values.Length));
        ArrayPool<long>.Shared.Return(keys, clearArray: true);
        return cells;
    }

    private static CodedCells Number(Column column, ReadOnlySpan<long> keys)
    {
        KeyNumbering numbering = new();
        int[] codes = ArrayPool<int>.Shared.Rent(keys.Length);
        Bitmap? present = column.Validity;
        for (int row = 0; row < keys.Length; row++)
        {
            codes[row] = present is null || present[row] ? numbering.NumberOf(keys[row]) : -1;
        }

        RowCodes rows = RowCodes.Of(codes.AsSpan(0, keys.Length), numbering.Count + 1);
        ArrayPool<int>.Shared.Return(codes, clearArray: true);
        return new CodedCells(column.Type, rows, numbering.Keys.ToArray(), []);
    }

    private static long KeyOf(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number + 0.0);
}
