namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Cuts a CSV file in UTF-8 into blocks of whole records. What a block lacks at its end comes first in the next.</summary>
/// <param name="stream">At the first byte after a byte-order mark; read front to back.</param>
/// <param name="quote">What encloses fields, within which a line feed ends no record.</param>
internal sealed class CsvBlockReader(Stream stream, byte quote)
{
    /// <summary>The longest record in bytes.</summary>
    public const int MaximumRecord = 1 << 24;

    private const int BlockBytes = 1 << 20;
    private byte[] _rest = [];
    private int _restLength;
    private bool _isAtEnd;

    /// <summary>The line that the next block begins with, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Bytes read from the stream so far.</summary>
    public long Position { get; private set; }

    /// <summary>Fills a block with the next records.</summary>
    /// <returns>False with a fault when a record never ends; false without one at the end of the file.</returns>
    public bool TryRead(CsvBlock block, out CsvFault fault)
    {
        fault = CsvFault.None;
        block.Length = 0;
        block.FirstLine = Line;
        for (int size = BlockBytes; ; size *= 2)
        {
            Fill(block, size);
            int end = EndOfRecords(block);
            if (end > 0)
            {
                Cut(block, end);
                return true;
            }

            if (_isAtEnd)
            {
                fault = block.Length == 0 ? CsvFault.None : CsvFault.UnterminatedQuote;
                return false;
            }

            if (size >= MaximumRecord)
            {
                fault = CsvFault.RecordTooLong;
                return false;
            }
        }
    }

    private void Fill(CsvBlock block, int size)
    {
        block.Reserve(Math.Max(size, _restLength) + 1);
        _rest.AsSpan(0, _restLength).CopyTo(block.Bytes.AsSpan(block.Length));
        block.Length += _restLength;
        _restLength = 0;
        while (block.Length < size && !_isAtEnd)
        {
            int read = stream.Read(block.Bytes, block.Length, size - block.Length);
            _isAtEnd = read == 0;
            Position += read;
            block.Length += read;
        }

        block.IsLast = _isAtEnd;
        if (_isAtEnd && block.Length > 0 && block.Bytes[block.Length - 1] != '\n')
        {
            block.Bytes[block.Length++] = (byte)'\n';
        }
    }

    /// <summary>Where the last whole record ends: after the last line feed with an even number of quotes before it.</summary>
    private int EndOfRecords(CsvBlock block)
    {
        ReadOnlySpan<byte> bytes = block.Bytes.AsSpan(0, block.Length);
        bool isQuoted = bytes.Count(quote) % 2 != 0;
        while (true)
        {
            int lineFeed = bytes.LastIndexOf((byte)'\n');
            if (lineFeed < 0)
            {
                return 0;
            }

            isQuoted ^= bytes[lineFeed..].Count(quote) % 2 != 0;
            if (!isQuoted)
            {
                return lineFeed + 1;
            }

            bytes = bytes[..lineFeed];
        }
    }

    private void Cut(CsvBlock block, int end)
    {
        _restLength = block.Length - end;
        if (_rest.Length < _restLength)
        {
            _rest = new byte[_restLength * 2];
        }

        block.Bytes.AsSpan(end, _restLength).CopyTo(_rest);
        block.Length = end;
        Line += block.Bytes.AsSpan(0, end).Count((byte)'\n');
    }
}
