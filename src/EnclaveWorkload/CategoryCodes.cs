using System.Globalization;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>A column as categories: one small code a row, -1 where absent, and the text of each code.</summary>
internal sealed class CategoryCodes
{
    private readonly Dictionary<string, int> _byText;

    internal CategoryCodes(int[] codes, IReadOnlyList<string> texts)
    {
        Codes = codes;
        Texts = texts;
        _byText = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        for (int code = 0; code < texts.Count; code++)
        {
            _byText.TryAdd(texts[code], code);
        }
    }

    internal int[] Codes { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal int CodeOf(string text) => _byText.GetValueOrDefault(text, -1);

    /// <summary>
    /// Zero has two signs and one value: whose row came first must not decide how the category is written, or one person
    /// could rename it for everybody.
    /// </summary>
    internal static string TextOf(double number) => (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    internal static string TextOf(bool truth) => truth ? "true" : "false";

    internal static CategoryCodes Read(Column column) => column switch
    {
        StringColumn strings => new CategoryCodes(strings.Codes.ToArray(), ReadTexts(strings.Dictionary)),
        BooleanColumn booleans => Number(column, row => booleans.Values[row], TextOf),
        Int32Column numbers => Number(column, row => numbers.Values[row], value => value.ToString(CultureInfo.InvariantCulture)),
        Int64Column numbers => Number(column, row => numbers.Values[row], value => value.ToString(CultureInfo.InvariantCulture)),
        FloatColumn numbers => Number(column, row => (double)numbers.Values[row], TextOf),
        DoubleColumn numbers => Number(column, row => numbers.Values[row], TextOf),
        DateColumn dates => Number(column, row => dates.Values[row], value => value.ToString(CultureInfo.InvariantCulture)),
        TimestampColumn moments => Number(column, row => moments.Values[row], value => value.ToString(CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"A column of type {column.Type} has no categories."),
    };

    private static string[] ReadTexts(StringDictionary dictionary)
    {
        string[] texts = new string[dictionary.Count];
        for (int code = 0; code < texts.Length; code++)
        {
            texts[code] = dictionary[code];
        }

        return texts;
    }

    private static CategoryCodes Number<T>(Column column, Func<int, T> valueOf, Func<T, string> textOf)
        where T : notnull
    {
        Dictionary<T, int> numbers = [];
        List<string> texts = [];
        int[] codes = new int[column.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            if (column.IsNull(row))
            {
                codes[row] = -1;
                continue;
            }

            T value = valueOf(row);
            if (!numbers.TryGetValue(value, out int code))
            {
                code = texts.Count;
                numbers.Add(value, code);
                texts.Add(textOf(value));
            }

            codes[row] = code;
        }

        return new CategoryCodes(codes, texts);
    }
}
