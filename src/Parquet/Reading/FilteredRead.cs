using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Reads the wanted rows of one row group: statistics, then the dictionary, then the column index, then the pages that are left, then the rows one by one.</summary>
internal sealed class FilteredRead(OpenFile file, int rowGroup, RowFilter filter)
{
    private readonly MemoryBudget _budget = new(file.Options.MaxDecodedBytes);

    /// <summary>Reads the wanted rows of some columns.</summary>
    /// <param name="deciding">The column that the filter is about.</param>
    /// <param name="columns">The columns to be read.</param>
    /// <param name="read">As many rows as are wanted.</param>
    public ParquetFailure? Run(FileColumn deciding, IReadOnlyList<FileColumn> columns, out Column[] read)
    {
        read = [];
        using ReadBuffers buffers = new(_budget);
        ParquetFailure? failure = FindRanges(deciding, buffers, out IReadOnlyList<Range> ranges);
        Column? decided = null;
        failure ??= ReadColumn(deciding, ranges, buffers, out decided);
        if (failure is not null)
        {
            return failure;
        }

        using Column tested = decided!;
        int[] wanted = [.. Enumerable.Range(0, tested.RowCount).Where(row => !tested.IsNull(row) && filter.Holds(tested, row))];

        // Where nothing is wanted no page of another column is opened.
        ranges = wanted.Length == 0 ? [] : ranges;
        Column?[] built = new Column?[columns.Count];
        for (int i = 0; i < built.Length && failure is null; i++)
        {
            if (columns[i] == deciding)
            {
                built[i] = tested.Take(wanted);
                continue;
            }

            failure = ReadColumn(columns[i], ranges, buffers, out Column? column);
            using (column)
            {
                built[i] = column?.Take(wanted);
            }
        }

        if (failure is not null)
        {
            foreach (Column? column in built)
            {
                column?.Dispose();
            }

            return failure;
        }

        read = built!;
        return null;
    }

    /// <summary>The rows that the statistics do not leave out.</summary>
    private ParquetFailure? FindRanges(FileColumn deciding, ReadBuffers buffers, out IReadOnlyList<Range> ranges)
    {
        ranges = [];
        ParquetFailure? failure = new ChunkLocator(file, deciding).TryFind([rowGroup], out ChunkPlace[] places);
        if (failure is not null)
        {
            return failure;
        }

        ChunkPlace place = places[0];
        ColumnStatistics? chunk = place.MetaData.Statistics;
        if (place.RowCount == 0 || !filter.MayHold(deciding, chunk?.Minimum, chunk?.Maximum))
        {
            return null;
        }

        bool isAnyWanted = true;
        failure = place.MetaData.IsAllInDictionary ? LookIntoDictionary(deciding, place, buffers, out isAnyWanted) : null;
        if (failure is not null || !isAnyWanted)
        {
            return failure;
        }

        ranges = [0..(int)place.RowCount];
        ChunkIndexReader index = new(file, deciding, place);
        failure = index.TryReadOffsets(out IReadOnlyList<PageLocation>? pages);
        if (failure is not null || pages is null)
        {
            return failure;
        }

        failure = index.TryReadBounds(pages.Count, out IReadOnlyList<ColumnStatistics>? bounds);
        if (failure is null && bounds is not null)
        {
            ranges = Remaining(deciding, pages, bounds, (int)place.RowCount);
        }

        return failure;
    }

    /// <summary>Whether the dictionary of a chunk that has no other values holds one that is wanted.</summary>
    private ParquetFailure? LookIntoDictionary(FileColumn deciding, ChunkPlace place, ReadBuffers buffers, out bool isAnyWanted)
    {
        isAnyWanted = true;
        if (place.MetaData.Start == place.MetaData.DataPageOffset)
        {
            return null;
        }

        using ColumnSink sink = SinkFactory.CreateForEntries(deciding, _budget);
        ParquetFailure? failure = new ChunkReader(file, deciding, sink, new FlatLevels(null), buffers, null).ReadDictionary(place);
        if (failure is null)
        {
            using Column entries = sink.Build(deciding.Field! with { IsNullable = false });
            isAnyWanted = Enumerable.Range(0, entries.RowCount).Any(entry => filter.Holds(entries, entry));
        }

        return failure;
    }

    private List<Range> Remaining(FileColumn deciding, IReadOnlyList<PageLocation> pages, IReadOnlyList<ColumnStatistics> bounds, int rows)
    {
        List<Range> ranges = [];
        for (int i = 0; i < pages.Count; i++)
        {
            if (!bounds[i].IsNull && filter.MayHold(deciding, bounds[i].Minimum, bounds[i].Maximum))
            {
                ranges.Add((int)pages[i].FirstRow..(int)(i + 1 < pages.Count ? pages[i + 1].FirstRow : rows));
            }
        }

        return ranges;
    }

    /// <summary>Reads the rows of the ranges of one column: of the pages that hold them where the file says which those are, else of the whole chunk.</summary>
    private ParquetFailure? ReadColumn(FileColumn column, IReadOnlyList<Range> ranges, ReadBuffers buffers, out Column? read)
    {
        read = null;
        IReadOnlyList<PageLocation>? pages = null;
        ParquetFailure? failure = new ChunkLocator(file, column).TryFind([rowGroup], out ChunkPlace[] places);
        if (failure is null && !column.Shape.IsList)
        {
            failure = new ChunkIndexReader(file, column, places[0]).TryReadOffsets(out pages);
        }

        if (failure is not null)
        {
            return failure;
        }

        using ColumnSink sink = SinkFactory.Create(column, _budget);
        using PageLevels levels = column.Shape.IsList ? new ListLevels(column.Shape, _budget, sink.Validity) : new FlatLevels(sink.Validity);
        ChunkReader reader = new(file, column, sink, levels, buffers, null);
        PageSelection? selection = pages is null ? null : PageSelection.Of(pages, places[0].RowCount, ranges);
        failure = selection is null ? (ranges.Count == 0 ? null : reader.Read(places[0])) : reader.Read(places[0], selection);
        if (failure is not null)
        {
            return failure;
        }

        Field field = column.Field!;
        Column whole = levels is ListLevels lists ? lists.Build(field, sink.Build(field.Element!)) : sink.Build(field);
        int[] rows = selection?.PlacesOf(ranges) ?? [.. ranges.SelectMany(range => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value))];
        if (rows.Length == whole.RowCount)
        {
            read = whole;
            return null;
        }

        using (whole)
        {
            read = whole.Take(rows);
        }

        return null;
    }
}
