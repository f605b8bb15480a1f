using System.Buffers.Text;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Whole numbers of 64 bits, decimal.</summary>
internal sealed class Int64Cells(string name) : PrimitiveCells<long>(name, Parquet.ColumnType.Int64)
{
    /// <summary>Reads a whole number: an optional sign and digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        bool isWhole = TryParse(Trim(utf8), out long value);
        Value = value;
        return isWhole ? BadRowReason.None : BadRowReason.NotAnInteger;
    }
}
