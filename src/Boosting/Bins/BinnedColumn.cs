using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>The bins of one feature's rows: a byte each, or two when the feature has more than 256 bins.</summary>
internal sealed unsafe class BinnedColumn
{
    public const int NarrowBins = 256;

    public BinnedColumn(int feature, BinMapper mapper, int rowCount)
    {
        Feature = feature;
        Mapper = mapper;
        RowCount = rowCount;
        if (mapper.BinCount <= NarrowBins)
        {
            Narrow = new PinnedBuffer<byte>(rowCount);
        }
        else
        {
            Wide = new PinnedBuffer<ushort>(rowCount);
        }
    }

    /// <summary>The feature's index in the model.</summary>
    public int Feature { get; }

    public BinMapper Mapper { get; }

    public int RowCount { get; }

    /// <summary>The bins when the feature has at most 256; otherwise null.</summary>
    public PinnedBuffer<byte>? Narrow { get; }

    /// <summary>The bins when the feature has more than 256; otherwise null.</summary>
    public PinnedBuffer<ushort>? Wide { get; }

    public int this[int row]
    {
        get => Narrow is not null ? Narrow.Pointer[row] : Wide!.Pointer[row];
        set
        {
            if (Narrow is not null)
            {
                Narrow.Pointer[row] = (byte)value;
            }
            else
            {
                Wide!.Pointer[row] = (ushort)value;
            }
        }
    }

    /// <summary>Sets the bins of a run of rows.</summary>
    public void Write(int start, ReadOnlySpan<ushort> bins)
    {
        if (Narrow is null)
        {
            bins.CopyTo(Wide!.Span[start..]);
            return;
        }

        Span<byte> narrow = Narrow.Span.Slice(start, bins.Length);
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = unchecked((byte)bins[i]);
        }
    }
}
