using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>A CSV file that can be read from its beginning as often as needed: how it is written, its names, its records.</summary>
internal sealed class CsvSource
{
    private const int MaximumNameLength = 128;
    private readonly Stream _stream;
    private readonly CsvDialect _dialect;

    private CsvSource(Stream stream, CsvDialect dialect) => (_stream, _dialect) = (stream, dialect);

    /// <summary>What encloses fields.</summary>
    public byte Quote => (byte)_dialect.Quote;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Finds out how a file is written and reads its names.</summary>
    /// <param name="stream">Seekable; stays the caller's.</param>
    /// <param name="declared">The encoding, when its owner has said it.</param>
    /// <exception cref="ClientException">It is no CSV file that can be converted.</exception>
    public static CsvSource Open(Stream stream, CsvEncoding? declared)
    {
        if (!CsvDialectDetector.TryDetect(stream, declared, out CsvDialect? dialect, out IngestionRefusal? refusal))
        {
            // A table of one column has no delimiter to be found.
            dialect = refusal.Failure == IngestionFailure.NoDelimiter && declared is null or CsvEncoding.Utf8 ? CsvDialect.Standard : null;
        }

        CsvSource source = new(stream, dialect ?? throw new ClientException($"{refusal}"));
        CsvBlock first = new();
        CsvBlockReader reader = source.Start();
        if (!source.TryNext(reader, first))
        {
            throw new ClientException("The file is empty.");
        }

        byte[] room = [];
        List<string> names = [];
        for (int i = 0; i < first.Columns; i++)
        {
            first.Field(i, source.Quote, ref room, out ReadOnlySpan<byte> name);
            names.Add(Encoding.UTF8.GetString(name));
        }

        source.Names = names;
        bool isNamed = names.All(name => name.Length is > 0 and <= MaximumNameLength) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
        return isNamed ? source : throw Refusal(CsvFault.BadHeader, 1);
    }

    /// <summary>Begins with the first record, which holds the names.</summary>
    public CsvBlockReader Start()
    {
        _stream.Position = _dialect.PreambleLength;
        Stream utf8 = _dialect.Encoding == CsvEncoding.Utf8
            ? _stream
            : Encoding.CreateTranscodingStream(_stream, _dialect.TextEncoding, Encoding.UTF8, leaveOpen: true);
        return new CsvBlockReader(utf8, Quote);
    }

    /// <summary>Reads the next block without splitting it into fields.</summary>
    /// <exception cref="ClientException">A record never ends.</exception>
    public static bool TryRead(CsvBlockReader reader, CsvBlock block)
    {
        bool isRead = reader.TryRead(block, out CsvFault fault);
        return fault == CsvFault.None ? isRead : throw Refusal(fault, reader.Line);
    }

    /// <summary>Splits blocks into fields, side by side.</summary>
    /// <exception cref="ClientException">A record is not well-formed; the first one is told.</exception>
    public void Split(params IReadOnlyList<CsvBlock> blocks)
    {
        (CsvFault Fault, long Line)[] outcomes = new (CsvFault, long)[blocks.Count];
        Parallel.For(0, blocks.Count, i => outcomes[i].Fault = blocks[i].Split((byte)_dialect.Delimiter, Quote, Names.Count, out outcomes[i].Line));
        foreach ((CsvFault fault, long line) in outcomes)
        {
            if (fault != CsvFault.None)
            {
                throw Refusal(fault, line);
            }
        }
    }

    /// <summary>The bytes of the file that have been read.</summary>
    public long Position => _stream.Position;

    private bool TryNext(CsvBlockReader reader, CsvBlock block)
    {
        bool isRead = TryRead(reader, block);
        if (isRead)
        {
            Split(block);
        }

        return isRead;
    }

    private static ClientException Refusal(CsvFault fault, long line) => new($"line {line}: {fault switch
    {
        CsvFault.WrongFieldCount => "another number of fields than in the header",
        CsvFault.StrayQuote => "a quote within a field that does not begin with one, or text after a closing quote",
        CsvFault.UnterminatedQuote => "a quote that is never closed",
        CsvFault.RecordTooLong => "a record of more than 16 MiB; mostly this is a quote that is never closed",
        CsvFault.InvalidText => "bytes that are not UTF-8; if the file is ISO 8859-1, say --encoding latin1",
        _ => "a column without a name, with one of more than 128 characters, or with that of another column",
    }}. Nothing is left out in a conversion, so nothing was written.");
}
