using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives numbers.</summary>
/// <typeparam name="T">The type in memory.</typeparam>
/// <typeparam name="TStored">The type in the file.</typeparam>
internal sealed class PrimitiveSink<T, TStored>(PhysicalType physical, MemoryBudget budget, ValidityBuilder? validity)
    : ColumnSink(budget, validity)
    where T : unmanaged
    where TStored : IStoredValue<T>
{
    private readonly FixedWidthPages _pages = new(TStored.Width, physical, budget);
    private T[] _values = [];
    private T[] _dictionary = [];

    protected override long PlainBits => TStored.Width * 8L;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || _pages.CanDecode(encoding);

    public override Column Build(Field field) => PrimitiveColumnFactory.Create(field, _values, Rows, BuildValidity());

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if ((long)count * TStored.Width > plain.Length)
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        if (!Budget.TryGrow(ref _dictionary, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        return TStored.TryConvert(plain, _dictionary.AsSpan(0, count)) ? ParquetFailureReason.None : ParquetFailureReason.MalformedValue;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(ref _values, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        Span<T> target = _values.AsSpan(Rows, page.Present);
        if (IsDictionaryCoded(page.Encoding))
        {
            ParquetFailureReason codesReason = DecodeCodes(page.Bytes, page.Present, out ReadOnlySpan<int> codes);
            if (codesReason == ParquetFailureReason.None)
            {
                Gather(codes, _dictionary, target);
            }

            return codesReason;
        }

        ParquetFailureReason reason = _pages.ToPlain(page, out ReadOnlySpan<byte> plain);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        return TStored.TryConvert(plain, target) ? ParquetFailureReason.None : ParquetFailureReason.MalformedValue;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_values.AsSpan(Rows, slots), present, default);

    private static void Gather(ReadOnlySpan<int> codes, T[] dictionary, Span<T> target)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            target[i] = dictionary[codes[i]];
        }
    }
}
