using System.Globalization;
using System.Numerics;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>One outcome of primary rows. Whole numbers are read where they lie, until this is disposed.</summary>
internal sealed class OutcomeColumn : IDisposable
{
    private readonly Int64Column? _numbers;
    private readonly long _positive;
    private readonly RowCodes? _codes;
    private readonly bool[] _isPositive;

    private OutcomeColumn(Int64Column numbers, long positive) => (_numbers, _positive, _isPositive) = (numbers, positive, []);

    private OutcomeColumn(RowCodes codes, bool[] isPositive) => (_codes, _isPositive) = (codes, isPositive);

    internal static OutcomeColumn Read(OpenedTable table, string column)
    {
        string positive = Labels.PositiveOf(table, column);
        Column cells = table.Read(column);
        if (cells is Int64Column numbers && long.TryParse(positive, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return new OutcomeColumn(numbers, number);
        }

        CategoryCodes codes = CategoryCodes.Read(cells);
        bool[] isPositive = new bool[codes.Rows.Count];
        int code = codes.CodeOf(positive);
        if (code >= 0)
        {
            isPositive[code] = true;
        }

        return new OutcomeColumn(codes.Rows, isPositive);
    }

    /// <summary>Sets bits of those of some primary rows, from one on, that have the outcome.</summary>
    internal void Mark(int first, int bits, Span<int> rows)
    {
        if (_numbers is null)
        {
            _codes!.Mark(first, _isPositive, bits, rows);
            return;
        }

        ReadOnlySpan<long> numbers = _numbers.Values.Slice(first, rows.Length);
        if (_numbers.Validity is { } present)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                rows[i] |= numbers[i] == _positive && present[first + i] ? bits : 0;
            }

            return;
        }

        Mark(numbers, _positive, bits, rows);
    }

    private static void Mark(ReadOnlySpan<long> numbers, long positive, int bits, Span<int> rows)
    {
        Vector<long> wanted = new(positive);
        Vector<int> marks = new(bits);
        int at = 0;
        for (; at <= numbers.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            Vector<long> low = Vector.Equals(new Vector<long>(numbers[at..]), wanted);
            Vector<long> high = Vector.Equals(new Vector<long>(numbers[(at + Vector<long>.Count)..]), wanted);
            Span<int> own = rows[at..];
            (new Vector<int>(own) | (Vector.Narrow(low, high) & marks)).CopyTo(own);
        }

        for (; at < numbers.Length; at++)
        {
            rows[at] |= numbers[at] == positive ? bits : 0;
        }
    }

    /// <summary>Lets go of the column, where it was read in its place.</summary>
    public void Dispose() => _numbers?.Dispose();
}
