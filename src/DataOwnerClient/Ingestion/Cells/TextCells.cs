using System.Text.Unicode;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Texts as they are, white space included. Lists such as a^b^c stay one text: the room splits them.</summary>
internal sealed class TextCells(string name) : CellReader(name)
{
    /// <summary>The longest text in bytes of UTF-8.</summary>
    public const int MaximumLength = 1 << 16;

    private readonly StringColumnBuilder _builder = new(new Field(name, Parquet.ColumnType.String, IsNullable: true));

    /// <inheritdoc/>
    public override void Keep(ReadOnlySpan<byte> utf8)
    {
        if (IsAbsent)
        {
            _builder.AppendNull();
        }
        else
        {
            _builder.AppendUtf8(utf8);
        }
    }

    /// <inheritdoc/>
    public override Column Build() => _builder.Build();

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaximumLength ? BadRowReason.TextTooLong
        : Utf8.IsValid(utf8) && !utf8.Contains((byte)0) ? BadRowReason.None
        : BadRowReason.InvalidText;
}
