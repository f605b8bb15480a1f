using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>The rows of a verified answer as a table: what is written to files, and what files are compared with.</summary>
internal sealed class SyntheticTable
{
    private SyntheticTable(int rows, IReadOnlyList<SyntheticTableColumn> columns) => (Rows, Columns) = (rows, columns);

    /// <summary>How many rows there are.</summary>
    internal int Rows { get; }

    /// <summary>The columns, in the order of the question, of different names.</summary>
    internal IReadOnlyList<SyntheticTableColumn> Columns { get; }

    /// <summary>The table of an answer. A column is named by itself where no other has its name, and otherwise with its dataset.</summary>
    /// <param name="answer">An answer of a result that was verified.</param>
    /// <exception cref="ArgumentException">The codes cannot be read, which verification would have refused.</exception>
    internal static SyntheticTable Of(SyntheticAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        HashSet<string> shared = [.. answer.Columns.GroupBy(column => column.Column.Column).Where(group => group.Count() > 1).Select(group => group.Key)];
        return new SyntheticTable(answer.Rows, [.. answer.Columns.Select(column => new SyntheticTableColumn(
            shared.Contains(column.Column.Column) ? $"{column.Column}" : column.Column.Column,
            column.Values,
            SyntheticCodes.TryRead(column, answer.Rows, out ushort[]? codes) ? codes : throw new ArgumentException("The codes of a verified answer can be read.", nameof(answer))))]);
    }
}

/// <summary>One column of synthetic rows.</summary>
internal sealed class SyntheticTableColumn
{
    internal SyntheticTableColumn(string name, IReadOnlyList<string> values, ushort[] codes)
    {
        (Name, Values, Codes) = (name, values, codes);
        IsWhole = values.All(value => value.Length == 0 || (long.TryParse(value, CultureInfo.InvariantCulture, out long whole) && whole.ToString(CultureInfo.InvariantCulture) == value));
        IsNumber = IsWhole || values.All(value => value.Length == 0 || IsFraction(value));
    }

    /// <summary>Its name in the file.</summary>
    internal string Name { get; }

    /// <summary>What codes mean; an empty one is an absent cell.</summary>
    internal IReadOnlyList<string> Values { get; }

    /// <summary>A code a row.</summary>
    internal ushort[] Codes { get; }

    /// <summary>Whether every value is a whole number as one is written. Values are public, so this says nothing of the rows.</summary>
    internal bool IsWhole { get; }

    /// <summary>Whether every value is a number as one is written.</summary>
    internal bool IsNumber { get; }

    /// <summary>Whether a cell of another file means the value: the same text, or, in a column of numbers, the same number.</summary>
    /// <param name="code">The value's code.</param>
    /// <param name="cell">What the file holds; an absent cell is an empty one.</param>
    internal bool Means(int code, string cell) =>
        Values[code] == cell
        || (IsNumber && cell.Length > 0 && Values[code].Length > 0
            && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double found)
            && found.Equals(double.Parse(Values[code], CultureInfo.InvariantCulture))
            && (!IsWhole || Math.Abs(found) <= 1L << 53));

    private static bool IsFraction(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number.ToString("R", CultureInfo.InvariantCulture) == value;
}
