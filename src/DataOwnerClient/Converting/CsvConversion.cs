using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>
/// CSV to Parquet, row group by row group, so that memory does not grow with the file. Types are guessed from the first records; where
/// a later cell does not fit, all records are looked at and the file is written anew, so that every cell comes back as it was.
/// </summary>
internal sealed class CsvConversion(CsvSource source, CancellationToken cancellationToken)
{
    private const int MostGroupRows = 1 << 20;
    private const int GroupTextBytes = 48 << 20;
    private const int BlocksAtOnce = 8;
    private readonly Queue<CsvBlock> _spare = [];
    private readonly LinkedList<(CsvBlock Block, int FirstRecord)> _pending = [];

    // What fits the text of a group decides on its rows, once: then each group uses the memory of the one before.
    private int _groupRows;

    /// <summary>Converts the file.</summary>
    /// <param name="output">Where to; empty at first, and cut back when the file is written anew.</param>
    /// <param name="options">How columns of a schema are written.</param>
    /// <param name="progress">Told the share of the file that is done, 0 to 1.</param>
    /// <param name="asText">Whether every column stays text, byte for byte.</param>
    /// <exception cref="ClientException">The file is not converted.</exception>
    public WrittenFile Run(Stream output, Func<Schema, ParquetWriterOptions> options, Action<long> progress, bool asText)
    {
        CsvTypes types = new(source.Names.Count);
        if (asText)
        {
            return TryWrite(AllText(), output, options, progress)!;
        }

        Look(types, everything: false);
        if (TryWrite(types.Choose(source.Names), output, options, progress) is { } written)
        {
            return written;
        }

        types = new CsvTypes(source.Names.Count);
        Look(types, everything: true);
        output.SetLength(0);
        return TryWrite(types.Choose(source.Names), output, options, progress)
            ?? throw new ClientException("The file has changed while it was read.");
    }

    private Schema AllText() => new(source.Names.Select(name => new Field(name, ColumnType.String, IsNullable: true)));

    private void Look(CsvTypes types, bool everything)
    {
        CsvBlockReader reader = source.Start();
        CsvBlock block = new();
        for (bool isFirst = true; CsvSource.TryRead(reader, block) && (everything || isFirst); isFirst = false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.Split(block);
            types.Look(block, isFirst ? 1 : 0, source.Quote);
        }
    }

    /// <summary>Writes the whole file; null when a cell does not fit the schema.</summary>
    private WrittenFile? TryWrite(Schema schema, Stream output, Func<Schema, ParquetWriterOptions> options, Action<long> progress)
    {
        CsvBlockReader reader = source.Start();
        RowGroupFill fill = new(schema, source.Quote);
        using ParquetWriter writer = new(output, schema, options(schema));
        _pending.Clear();
        bool isFirst = true;
        _groupRows = 0;
        for (bool isAtEnd = false; !isAtEnd || _pending.Count > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isAtEnd = isAtEnd || Gather(reader, ref isFirst);
            List<BlockPart> parts = Take();
            if (parts.Count > 0)
            {
                if (fill.TryMake(parts, out _) is not { } table)
                {
                    return null;
                }

                using (table)
                {
                    writer.Write(table);
                }
            }

            progress(source.Position);
        }

        return writer.Finish();
    }

    /// <summary>Reads blocks until there are the rows of a group, and splits them side by side. True at the end of the file.</summary>
    private bool Gather(CsvBlockReader reader, ref bool isFirst)
    {
        long bytes = 0;
        while (_groupRows == 0 ? bytes < GroupTextBytes : PendingRows() < _groupRows)
        {
            List<CsvBlock> read = [];
            while (read.Count < BlocksAtOnce)
            {
                CsvBlock block = _spare.TryDequeue(out CsvBlock? spare) ? spare : new CsvBlock();
                if (!CsvSource.TryRead(reader, block))
                {
                    break;
                }

                bytes += block.Length;
                read.Add(block);
            }

            source.Split(read);
            foreach (CsvBlock block in read)
            {
                _pending.AddLast((block, isFirst ? 1 : 0));
                isFirst = false;
            }

            if (read.Count < BlocksAtOnce)
            {
                return true;
            }
        }

        _groupRows = _groupRows == 0 ? Math.Min(PendingRows(), MostGroupRows) : _groupRows;
        return false;
    }

    private int PendingRows() => _pending.Sum(pending => pending.Block.Records - pending.FirstRecord);

    /// <summary>Takes what is pending for one row group; blocks whose records are all taken are used again after the group is written.</summary>
    private List<BlockPart> Take()
    {
        List<BlockPart> parts = [];
        int wanted = _groupRows == 0 ? MostGroupRows : _groupRows;
        int rows = 0;
        while (_pending.First is { } first && rows < wanted)
        {
            (CsvBlock block, int firstRecord) = first.Value;
            int count = Math.Min(block.Records - firstRecord, wanted - rows);
            if (count > 0)
            {
                parts.Add(new BlockPart(block, firstRecord, count, rows));
            }

            rows += count;
            _pending.RemoveFirst();
            if (firstRecord + count < block.Records)
            {
                _pending.AddFirst((block, firstRecord + count));
            }
            else
            {
                _spare.Enqueue(block);
            }
        }

        return parts;
    }
}
