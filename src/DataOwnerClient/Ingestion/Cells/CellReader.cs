using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>
/// Turns the texts of one column into typed cells, in two steps: every cell of a row is read before any is kept, so that a
/// bad cell leaves no half of its row behind.
/// </summary>
internal abstract class CellReader(string name)
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the cell that was read last is absent.</summary>
    protected bool IsAbsent { get; set; }

    /// <summary>Reads a present cell and holds it ready; <see cref="BadRowReason.None"/> when it fits.</summary>
    public BadRowReason Read(ReadOnlySpan<byte> utf8)
    {
        IsAbsent = false;
        return ReadPresent(utf8);
    }

    /// <summary>Notes that the cell is absent.</summary>
    public void ReadAbsent() => IsAbsent = true;

    /// <summary>Appends the cell that was read last, whose text is <paramref name="utf8"/>.</summary>
    public abstract void Keep(ReadOnlySpan<byte> utf8);

    /// <summary>The column of all cells that were kept.</summary>
    public abstract Column Build();

    /// <summary>Makes the reader for a column.</summary>
    public static CellReader For(ColumnPlan plan) => plan.Type switch
    {
        ColumnType.Boolean => new BooleanCells(plan.Name),
        ColumnType.Int64 => new Int64Cells(plan.Name),
        ColumnType.Double => new DoubleCells(plan.Name),
        ColumnType.Date => new DateCells(plan.Name, plan.Format),
        ColumnType.Timestamp => new TimestampCells(plan.Name, plan.Format),
        _ => new TextCells(plan.Name),
    };

    /// <summary>Reads a present cell; may set <see cref="IsAbsent"/> where the text says so itself (NaN).</summary>
    protected abstract BadRowReason ReadPresent(ReadOnlySpan<byte> utf8);

    /// <summary>Without white space at both ends; numbers and dates bear it, texts keep it.</summary>
    protected static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 0 && utf8[0] > ' ' && utf8[^1] > ' ' ? utf8 : utf8.Trim(" \t\r\n"u8);
}
