using System.Buffers.Text;
using System.Text;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Decimal numbers with a point, read to the nearest 64-bit floating point. NaN means absent.</summary>
internal sealed class DoubleCells(string name) : PrimitiveCells<double>(name, Parquet.ColumnType.Double)
{
    /// <summary>Reads a decimal number; <paramref name="value"/> is infinite when it is too large.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = Trim(utf8);
        if (Ascii.EqualsIgnoreCase(text, "nan"u8))
        {
            IsAbsent = true;
            return BadRowReason.None;
        }

        bool isNumber = TryParse(text, out double value);
        Value = value;
        return !isNumber ? BadRowReason.NotANumber : double.IsFinite(value) ? BadRowReason.None : BadRowReason.NotFinite;
    }
}
