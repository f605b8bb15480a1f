using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>When each conversion happened, and what it is worth in units of credit.</summary>
internal sealed class Conversions
{
    private readonly (RowCodes Rows, long[] UnitsOfCode)[] _values;

    private Conversions(Instants at, (RowCodes Rows, long[] UnitsOfCode)[] values) => (At, _values) = (at, values);

    /// <summary>The moments; a row without one is no conversion.</summary>
    internal Instants At { get; }

    /// <param name="conversions">The conversions' table.</param>
    /// <param name="convertedAt">The column of moments.</param>
    /// <param name="values">The columns that are credited too.</param>
    /// <param name="ranges">The range of each, to which values are clamped one by one; an absent value is worth nothing.</param>
    internal static Conversions Read(OpenedTable conversions, ColumnReference convertedAt, IReadOnlyList<ColumnReference> values, IReadOnlyList<ValueRange> ranges) => new(
        Instants.Read(conversions.Read(convertedAt.Column)),
        [.. values.Select((value, index) =>
        {
            CodedNumbers numbers = ColumnNumbers.Read(conversions.Read(value.Column));
            return (numbers.Rows, numbers.OfCode.Select(number => double.IsNaN(number) ? 0 : ranges[index].Clamp(number)).ToArray());
        })]);

    /// <param name="row">A row.</param>
    /// <param name="units">Receives the units of the conversion itself, then of each value.</param>
    internal void UnitsOf(int row, Span<long> units)
    {
        units[0] = Credit.UnitsPerConversion;
        for (int i = 0; i < _values.Length; i++)
        {
            units[i + 1] = _values[i].UnitsOfCode[_values[i].Rows[row]];
        }
    }
}
