using System.Text;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>true/false, yes/no, t/f, y/n or 1/0, whatever the case.</summary>
internal sealed class BooleanCells(string name) : PrimitiveCells<bool>(name, Parquet.ColumnType.Boolean)
{
    /// <summary>Reads a truth value.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "1"u8)
            || Ascii.EqualsIgnoreCase(text, "yes"u8) || Ascii.EqualsIgnoreCase(text, "t"u8) || Ascii.EqualsIgnoreCase(text, "y"u8);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "0"u8)
            || Ascii.EqualsIgnoreCase(text, "no"u8) || Ascii.EqualsIgnoreCase(text, "f"u8) || Ascii.EqualsIgnoreCase(text, "n"u8);
    }

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        bool isTruthValue = TryParse(Trim(utf8), out bool value);
        Value = value;
        return isTruthValue ? BadRowReason.None : BadRowReason.NotABoolean;
    }
}
