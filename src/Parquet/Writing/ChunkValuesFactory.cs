using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Takes the present values of a range of rows out of a column, row group after row group of the same one. For one thread.</summary>
internal sealed class ChunkValuesFactory
{
    private readonly Lazy<DistinctNumbers<int>> _ints = new(() => new(), isThreadSafe: false);
    private readonly Lazy<DistinctNumbers<long>> _longs = new(() => new(), isThreadSafe: false);
    private readonly Lazy<DistinctNumbers<float>> _floats = new(() => new(), isThreadSafe: false);
    private readonly Lazy<DistinctNumbers<double>> _doubles = new(() => new(), isThreadSafe: false);

    /// <summary>The values, to be written before the next call.</summary>
    public ChunkValues Create(Column column, int start, int count) => column switch
    {
        BooleanColumn booleans => new BooleanChunkValues(Present(booleans, start, count)),
        PrimitiveColumn<int> integers => new PrimitiveChunkValues<int>(Present(integers, start, count), _ints.Value),
        PrimitiveColumn<long> longs => new PrimitiveChunkValues<long>(Present(longs, start, count), _longs.Value),
        PrimitiveColumn<float> floats => new PrimitiveChunkValues<float>(Present(floats, start, count), _floats.Value),
        PrimitiveColumn<double> doubles => new PrimitiveChunkValues<double>(Present(doubles, start, count), _doubles.Value),
        DecimalColumn decimals => new DecimalChunkValues(Present(decimals, start, count), decimals.Field.Precision),
        StringColumn texts => new StringChunkValues(texts.Dictionary, Dense(texts.Codes.Slice(start, count), texts.Validity, start)),
        BinaryColumn binaries => new BinaryChunkValues(binaries, PresentRows(binaries.Validity, start, count)),
        _ => throw new UnreachableException($"No values of {column.Type}."),
    };

    private static ReadOnlyMemory<T> Present<T>(PrimitiveColumn<T> column, int start, int count)
        where T : unmanaged => column.Validity is null
            ? column.Memory.Slice(start, count)
            : Dense(column.Values.Slice(start, count), column.Validity, start);

    private static T[] Dense<T>(ReadOnlySpan<T> values, Bitmap? validity, int start)
    {
        if (validity is null)
        {
            return values.ToArray();
        }

        T[] dense = new T[ValidityBits.CountOnes(validity, start, values.Length)];
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (validity[start + i])
            {
                dense[at++] = values[i];
            }
        }

        return dense;
    }

    private static int[] PresentRows(Bitmap? validity, int start, int count)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = start + i;
        }

        return Dense(rows, validity, start);
    }
}
