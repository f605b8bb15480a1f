using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Codes one feature of a released model from text, as the room codes it from its column: for whoever scores rows of their own.</summary>
public sealed class FeatureCoder
{
    private const char Separator = '^';

    private readonly ModelFeature _feature;
    private readonly ColumnTerms _column;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>A coder.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="column">The column it is read from, as the agreement describes it: its type says which texts are the same value.</param>
    public FeatureCoder(ModelFeature feature, ColumnTerms column)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(column);
        (_feature, _column) = (feature, column);
        IReadOnlyList<string> values = feature.Domain is CategoryDomain category ? category.Values : [];
        for (int place = 0; place < values.Count; place++)
        {
            _places.TryAdd(values[place], place);
        }
    }

    /// <summary>
    /// Codes one cell. A row's own cell is coded as it stands in its table: a multi-valued cell with <c>^</c> between its values, a moment as ISO 8601, a label by whether it is the agreed positive
    /// value. What the room makes of all rows of a person (a mean, the most frequent value, how many rows) is given as such: a number, or a category.
    /// </summary>
    /// <param name="text">The cell; <see langword="null"/> or empty when it is missing.</param>
    /// <param name="value">The number, clamped to the feature's bounds, or the category's code; NaN when it is missing or outside the vocabulary. A missing label is 0, as in the room.</param>
    /// <returns>False when it is no value of the column's type.</returns>
    public bool TryCode(string? text, out double value)
    {
        LabelDomain? label = _feature.Reading == FeatureReading.Value ? _column.Domain as LabelDomain : null;
        value = label is null ? double.NaN : 0;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (label is not null)
        {
            bool isValue = TypedText.TryRewrite(_column.Type, text, out string outcome);
            value = isValue && outcome == label.ValueIn(_column.Type) ? 1 : 0;
            return isValue;
        }

        if (_feature.Domain is not NumberDomain bounds)
        {
            bool isValue = TypedText.TryRewrite(_column.Type, _feature.Reading == FeatureReading.First ? Tokens(text).FirstOrDefault("") : text, out string category);
            value = isValue ? CodeOf(category) : double.NaN;
            return isValue;
        }

        if (!TryReadNumber(text, out double number))
        {
            return false;
        }

        value = Math.Clamp(number, bounds.Low, bounds.High);
        return true;
    }

    private double CodeOf(string category) =>
        category.Length == 0 ? double.NaN
        : _feature.Domain is HashedDomain hashed ? hashed.CodeOf(category)
        : _places.TryGetValue(category, out int place) ? place
        : double.NaN;

    private bool TryReadNumber(string text, out double number)
    {
        if (_feature.Reading == FeatureReading.Count)
        {
            number = Tokens(text).Distinct(StringComparer.Ordinal).Count();
            return true;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        if (isNumber || _feature.Reading is not (FeatureReading.Hour or FeatureReading.Weekday))
        {
            return isNumber;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            return false;
        }

        // Thursday, the weekday of 1970-01-01, is 0.
        number = _feature.Reading == FeatureReading.Hour ? moment.UtcDateTime.TimeOfDay.TotalHours : ((int)moment.UtcDateTime.DayOfWeek + 3) % 7;
        return true;
    }

    private static string[] Tokens(string cell) => cell.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
