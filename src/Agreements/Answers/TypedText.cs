using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>The one text that a value of a typed column has when it is a category, however a file writes it.</summary>
internal static class TypedText
{
    private static readonly string[] s_true = ["true", "1", "yes", "t", "y"];
    private static readonly string[] s_false = ["false", "0", "no", "f", "n"];

    /// <summary>Rewrites a cell.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="text">The cell as a file has it; not empty.</param>
    /// <param name="canonical">Texts as they are; truth values as <c>true</c> and <c>false</c>; whole numbers, moments (in microseconds) and days in digits; other numbers in the fewest digits that tell them apart.</param>
    /// <returns>False where it is no value of the type.</returns>
    internal static bool TryRewrite(ColumnType type, string text, out string canonical)
    {
        canonical = text;
        string trimmed = text.Trim();
        switch (type)
        {
            case ColumnType.String:
                return true;
            case ColumnType.Boolean:
                canonical = s_true.Contains(trimmed, StringComparer.OrdinalIgnoreCase) ? "true" : "false";
                return canonical == "true" || s_false.Contains(trimmed, StringComparer.OrdinalIgnoreCase);
            case ColumnType.Double:
                // Zero has two signs and one value.
                bool isNumber = double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
                canonical = (number + 0.0).ToString("R", CultureInfo.InvariantCulture);
                return isNumber;
            default:
                bool isWhole = long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole);
                canonical = whole.ToString(CultureInfo.InvariantCulture);
                return isWhole;
        }
    }
}
