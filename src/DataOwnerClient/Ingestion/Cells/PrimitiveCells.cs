using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>A column of fixed-size values: holds one value ready and appends it.</summary>
internal abstract class PrimitiveCells<T>(string name, Parquet.ColumnType type) : CellReader(name)
    where T : unmanaged
{
    private readonly PrimitiveColumnBuilder<T> _builder = new(new Field(name, type, IsNullable: true));

    /// <summary>The value that was read last.</summary>
    protected T Value { get; set; }

    /// <inheritdoc/>
    public sealed override void Keep(ReadOnlySpan<byte> utf8)
    {
        if (IsAbsent)
        {
            _builder.AppendNull();
        }
        else
        {
            _builder.Append(Value);
        }
    }

    /// <inheritdoc/>
    public sealed override Column Build() => _builder.Build();
}
