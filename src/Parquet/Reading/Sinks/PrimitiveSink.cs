using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives numbers.</summary>
/// <typeparam name="T">The type in memory.</typeparam>
/// <typeparam name="TStored">The type in the file.</typeparam>
internal sealed class PrimitiveSink<T, TStored>(PhysicalType physical, MemoryBudget budget, ValidityBuilder? validity)
    : ColumnSink(budget, validity)
    where T : unmanaged
    where TStored : IStoredValue<T>
{
    private NativeArray<T> _values = new();
    private readonly NativeArray<T> _dictionary = new();

    private FixedWidthPages Pages => new(TStored.Width, physical, Budget, Scratch);

    public override int CellBytes => Unsafe.SizeOf<T>();

    protected override long PlainBits => TStored.Width * 8L;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || Pages.CanDecode(encoding);

    public override Column Build(Field field) => PrimitiveColumnFactory.Create<T>(field, _values.Detach(), Rows, BuildValidity());

    public override bool TryShare(int rows) => Budget.TryGrow(_values, 0, rows);

    protected override ColumnSink MakePart(ValidityBuilder? validity) => new PrimitiveSink<T, TStored>(physical, Budget, validity) { _values = _values };

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if ((long)count * TStored.Width > plain.Length)
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        if (!Budget.TryGrow(_dictionary, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        return TStored.TryConvert(plain, _dictionary.AsSpan(0, count)) ? ParquetFailureReason.None : ParquetFailureReason.MalformedValue;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(_values, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        Span<T> target = _values.AsSpan(Rows, page.Present);
        if (IsDictionaryCoded(page.Encoding))
        {
            return DictionaryIndices.TryDecode(page.Bytes, _dictionary.AsSpan(0, DictionaryCount), target)
                ? ParquetFailureReason.None
                : ParquetFailureReason.MalformedPage;
        }

        ParquetFailureReason reason = Pages.ToPlain(page, out ReadOnlySpan<byte> plain);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        return TStored.TryConvert(plain, target) ? ParquetFailureReason.None : ParquetFailureReason.MalformedValue;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_values.AsSpan(Rows, slots), present, default);

    protected override void Release() => _dictionary.Dispose();

    protected override void ReleaseShared() => _values.Dispose();
}
