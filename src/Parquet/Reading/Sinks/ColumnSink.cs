using System.Diagnostics;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives the pages of one column in order and becomes the column. For one thread.</summary>
internal abstract class ColumnSink(MemoryBudget budget, ValidityBuilder? validity) : IDisposable
{
    private int _limit = int.MaxValue;
    private bool _isPart;

    /// <summary>What pages are decoded with.</summary>
    public PageScratch Scratch { get; set; } = new();

    /// <summary>Bytes that a cell takes in memory.</summary>
    public virtual int CellBytes => 16;

    protected MemoryBudget Budget { get; } = budget;

    /// <summary>Which rows are present; null when the column is not nullable.</summary>
    public ValidityBuilder? Validity { get; } = validity;

    /// <summary>The rows received so far; of a part, those before it included.</summary>
    public int Rows { get; private set; }

    /// <summary>The row that the sink begins with: 0, or of a part its place in the column.</summary>
    protected int First { get; private set; }

    /// <summary>Entries of the current chunk's dictionary, or -1 when it has none.</summary>
    protected int DictionaryCount { get; private set; } = -1;

    /// <summary>Takes the memory of a whole column at once, so that parts of it can be received side by side.</summary>
    /// <returns>False where that is not possible.</returns>
    public virtual bool TryShare(int rows) => false;

    /// <summary>Makes the sink of some of the rows, which receives into this one's memory. After <see cref="TryShare"/>.</summary>
    public ColumnSink Part(int first, int count, ValidityBuilder? validity)
    {
        ColumnSink part = MakePart(validity);
        (part.First, part.Rows, part._limit, part._isPart) = (first, first, first + count, true);
        return part;
    }

    /// <summary>Ends what <see cref="Part"/> began: all parts in order, each of them full.</summary>
    public virtual ParquetFailureReason Join(ReadOnlySpan<ColumnSink> parts)
    {
        foreach (ColumnSink part in parts)
        {
            Rows += part.Rows - part.First;
            if (Validity is not null && !Validity.TryAppend(part.Validity!))
            {
                return ParquetFailureReason.TooLarge;
            }
        }

        return ParquetFailureReason.None;
    }

    /// <summary>Forgets the dictionary of the chunk before.</summary>
    public void BeginChunk() => DictionaryCount = -1;

    /// <summary>Receives the dictionary page of a chunk, PLAIN-encoded.</summary>
    public ParquetFailureReason AddDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (DictionaryCount >= 0)
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        ParquetFailureReason reason = LoadDictionary(plain, count);
        DictionaryCount = count;
        return reason;
    }

    /// <summary>Receives a data page whose validity has been appended already.</summary>
    public ParquetFailureReason AddPage(PageValues page)
    {
        // Checked before memory is taken for what the header declares.
        if (page.Encoding is Encoding.Plain or Encoding.ByteStreamSplit && page.Present * PlainBits > page.Bytes.Length * 8L)
        {
            return ParquetFailureReason.MalformedPage;
        }

        if (page.Slots > _limit - Rows)
        {
            return ParquetFailureReason.ValueCountMismatch;
        }

        ParquetFailureReason reason = Reserve((long)Rows + page.Slots);
        if (reason == ParquetFailureReason.None && page.Present > 0)
        {
            reason = IsDictionaryCoded(page.Encoding) && DictionaryCount < 0 ? ParquetFailureReason.MalformedDictionary : Decode(page);
        }

        if (reason == ParquetFailureReason.None)
        {
            Spread(page.Slots, page.Present);
            Rows += page.Slots;
        }

        return reason;
    }

    /// <summary>The column, which takes the memory over.</summary>
    public abstract Column Build(Field field);

    /// <summary>Gives back, zeroed, what no column has taken over; a part leaves what it shares.</summary>
    public void Dispose()
    {
        Validity?.Dispose();
        Release();
        if (!_isPart)
        {
            ReleaseShared();
        }
    }

    /// <summary>Whether a page of this encoding can be decoded for this kind of column.</summary>
    public abstract bool CanDecode(Encoding encoding);

    /// <summary>The fewest bits that a PLAIN-encoded value takes.</summary>
    protected abstract long PlainBits { get; }

    protected static bool IsDictionaryCoded(Encoding encoding) => encoding is Encoding.RleDictionary or Encoding.PlainDictionary;

    protected abstract ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count);

    /// <summary>Makes room for <paramref name="rows"/> rows in all.</summary>
    protected abstract ParquetFailureReason Reserve(long rows);

    /// <summary>Decodes the present values of a page, at least one, one after the other from <see cref="Rows"/> on.</summary>
    protected abstract ParquetFailureReason Decode(PageValues page);

    /// <summary>Moves the present values of a page, which lie densely, to their rows.</summary>
    protected abstract void Spread(int slots, int present);

    /// <summary>Gives back what only this sink uses.</summary>
    protected abstract void Release();

    /// <summary>Gives back what its parts use too.</summary>
    protected abstract void ReleaseShared();

    /// <summary>Makes a sink of the same kind with the same memory.</summary>
    protected virtual ColumnSink MakePart(ValidityBuilder? validity) => throw new UnreachableException("Only sinks that share their memory have parts.");

    /// <summary>Whether the cell at <paramref name="row"/> of a nullable column is present.</summary>
    protected bool IsPresent(int row) => Validity![row - First];

    protected Bitmap? BuildValidity() => Validity?.Build();

    /// <summary>Decodes the indices of a dictionary-coded page, each checked against the dictionary.</summary>
    protected ParquetFailureReason DecodeCodes(ReadOnlySpan<byte> bytes, int count, out ReadOnlySpan<int> codes)
    {
        codes = default;
        if (!Budget.TryGrow(Scratch.Codes, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<int> decoded = Scratch.Codes.AsSpan(0, count);
        codes = decoded;
        bool isWell = bytes.Length > 0 && bytes[0] <= 32
            && RleHybridReader.TryDecode(bytes[1..], bytes[0], decoded)
            && CodeRange.AllBelow(decoded, DictionaryCount);
        return isWell ? ParquetFailureReason.None : ParquetFailureReason.MalformedPage;
    }

    protected void SpreadValues<T>(Span<T> page, int present, T absent)
    {
        if (present == page.Length)
        {
            return;
        }

        int from = present - 1;
        for (int to = page.Length - 1; to > from; to--)
        {
            page[to] = IsPresent(Rows + to) ? page[from--] : absent;
        }
    }
}
