using System.Diagnostics.CodeAnalysis;
using CsvHelper;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// The records of a CSV file, one at a time, cells as UTF-8. Quoting that no reader can be sure of makes a bad row; a
/// record that never ends makes the reader stop.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>The longest record in bytes.</summary>
    public const int MaximumRecordLength = 1 << 20;

    /// <summary>The most columns.</summary>
    public const int MaximumColumns = 2000;

    private readonly CsvReader _reader;
    private readonly Action<BadRow> _onBadRow;

    private CsvRecords(CsvReader reader, IReadOnlyList<string> names, Action<BadRow> onBadRow)
    {
        _reader = reader;
        Names = names;
        _onBadRow = onBadRow;
    }

    /// <summary>The names of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The line on which the current record begins, counted from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Why reading stopped before the end; null otherwise.</summary>
    public IngestionRefusal? Stopped { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <param name="stream">A seekable stream, left open.</param>
    /// <param name="dialect">How the file is written.</param>
    /// <param name="headerlessNames">The names of the columns when the file has no header; empty when it has.</param>
    /// <param name="onBadRow">Told of each record that is damaged as a record.</param>
    /// <param name="records">The reader before its first record; null when refused.</param>
    /// <param name="refusal">Why; null when the header is good.</param>
    public static bool TryOpen(
        Stream stream,
        CsvDialect dialect,
        IReadOnlyList<string> headerlessNames,
        Action<BadRow> onBadRow,
        [NotNullWhen(true)] out CsvRecords? records,
        [NotNullWhen(false)] out IngestionRefusal? refusal)
    {
        records = null;
        stream.Position = dialect.PreambleLength;
        CsvReader reader = CsvReader.Create(stream, Options(dialect, headerlessNames.Count == 0, onBadRow), leaveOpen: true);
        try
        {
            IReadOnlyList<string> names = headerlessNames;
            if (names.Count == 0)
            {
                reader.ReadHeader();
                names = [.. reader.Headers.Select(name => name.Trim())];
            }

            refusal = CheckNames(names, isHeader: headerlessNames.Count == 0);
        }
        catch (CsvFormatException exception)
        {
            refusal = new IngestionRefusal(IngestionFailure.MalformedHeader, "The first line cannot be read as names of columns.", Math.Max(1, exception.LineNumber));
        }

        if (refusal is not null)
        {
            reader.Dispose();
            return false;
        }

        records = new CsvRecords(reader, headerlessNames.Count == 0 ? [.. reader.Headers.Select(name => name.Trim())] : headerlessNames, onBadRow);
        return true;
    }

    /// <summary>Goes to the next whole record; damaged ones are told and passed over.</summary>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (_reader.FieldCount == Names.Count)
                {
                    return true;
                }

                _onBadRow(new BadRow(Line, BadRowReason.WrongFieldCount, ""));
            }
        }
        catch (CsvFormatException exception)
        {
            Stopped = new IngestionRefusal(
                IngestionFailure.RecordTooLong,
                "A record is longer than 1 MiB; mostly this is a quote that is never closed.",
                exception.LineNumber);
        }

        return false;
    }

    /// <summary>The cell at <paramref name="index"/> of the current record as UTF-8, not yet checked; valid until the next record.</summary>
    public ReadOnlySpan<byte> Cell(int index) => _reader.GetSpan(index);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static CsvReaderOptions Options(CsvDialect dialect, bool hasHeader, Action<BadRow> onBadRow) => new()
    {
        Separator = dialect.Delimiter,
        Quote = dialect.Quote,
        Escape = dialect.Quote,
        Encoding = dialect.TextEncoding,
        HasHeader = hasHeader,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = MaximumRecordLength,
        BufferSize = 1 << 18,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = record => onBadRow(new BadRow(record.LineNumber, Name(record.Reason), "")),
    };

    private static BadRowReason Name(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => BadRowReason.StrayQuote,
        CsvMalformedReason.TextAfterClosingQuote => BadRowReason.TextAfterClosingQuote,
        CsvMalformedReason.FieldCountMismatch => BadRowReason.WrongFieldCount,
        _ => BadRowReason.UnterminatedQuote,
    };

    private static IngestionRefusal? CheckNames(IReadOnlyList<string> names, bool isHeader)
    {
        if (names.Count > MaximumColumns)
        {
            return new IngestionRefusal(IngestionFailure.TooManyColumns, $"There are {names.Count} columns; at most {MaximumColumns} are read.", 1);
        }

        if (isHeader && (names.Any(string.IsNullOrEmpty) || names.All(name => double.TryParse(name, out _))))
        {
            return new IngestionRefusal(
                IngestionFailure.HeaderMissing,
                "The first line is empty in a column or holds nothing but numbers: it is data. Give the names of the columns.",
                1);
        }

        if (names.Any(name => name.Length > 128 || name.Any(c => char.IsControl(c) || c == '\uFFFD')))
        {
            return new IngestionRefusal(IngestionFailure.MalformedHeader, "A column's name is longer than 128 characters or holds a control character.", 1);
        }

        string? repeated = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return repeated is null ? null : new IngestionRefusal(IngestionFailure.RepeatedColumn, $"Two columns are named '{repeated}'.", 1);
    }
}
