using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Collects what the pages of a chunk hold, for the column index and for the statistics of the whole chunk.</summary>
internal sealed class PageBounds(ChunkValues values)
{
    private readonly List<ColumnStatistics> _pages = [];
    private byte[]? _minimum;
    private byte[]? _maximum;
    private bool _isIndexed = true;

    /// <summary>Adds a page of <paramref name="nulls"/> absent and <paramref name="present"/> present values.</summary>
    public void Add(int first, int present, int nulls)
    {
        bool isBounded = values.TryBound(first, present, out byte[] minimum, out byte[] maximum);
        _pages.Add(new ColumnStatistics(nulls, isBounded ? minimum : null, isBounded ? maximum : null) { IsNull = present == 0 });
        if (isBounded)
        {
            _minimum = _minimum is null || values.IsLess(minimum, _minimum) ? minimum : _minimum;
            _maximum = _maximum is null || values.IsLess(_maximum, maximum) ? maximum : _maximum;
        }

        // A page that has values and no bounds (NaN alone) has no way to say so in a column index.
        _isIndexed &= isBounded || present == 0;
    }

    /// <summary>What the whole chunk holds.</summary>
    public ColumnStatistics Chunk() => new(_pages.Sum(page => page.NullCount!.Value), _minimum, _maximum);

    /// <summary>What each page holds; null when that cannot be said.</summary>
    public ColumnIndex? Index() => _isIndexed ? new ColumnIndex(_pages) : null;
}
