namespace EnclaveCleanRoom.Parquet;

/// <summary>Builds a column of byte strings.</summary>
public sealed class BinaryColumnBuilder : ColumnBuilder
{
    private byte[] _bytes = [];
    private int[] _ends;
    private int _used;

    /// <summary>Starts an empty column of <paramref name="field"/> with room for <paramref name="capacity"/> rows.</summary>
    public BinaryColumnBuilder(Field field, int capacity = 0)
        : base(field, ColumnType.Binary) => _ends = new int[capacity];

    /// <summary>Appends a present cell; the bytes are copied.</summary>
    /// <exception cref="OverflowException">The column would exceed 2^31 - 1 bytes.</exception>
    public void Append(ReadOnlySpan<byte> value)
    {
        EnsureRoom(ref _bytes, _used, value.Length);
        EnsureRoom(ref _ends, Count);
        value.CopyTo(_bytes.AsSpan(_used));
        _used += value.Length;
        _ends[Count] = _used;
        CountPresent();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        EnsureRoom(ref _ends, Count);
        _ends[Count] = _used;
        CountNull();
    }

    /// <inheritdoc/>
    public override Column Build() => new BinaryColumn(Field, _bytes, _ends, Count, Validity());
}
