namespace EnclaveCleanRoom.Samples.Text;

/// <summary>
/// Writes comma-separated rows into one reused buffer and hands full buffers to the writer. No sample value holds a
/// comma, a quote or a line break, so nothing is ever quoted.
/// </summary>
internal sealed class CsvRows(TextWriter writer)
{
    private readonly TextWriter _writer = writer;
    private readonly char[] _buffer = new char[1 << 16];
    private int _used;
    private bool _rowStarted;

    /// <summary>Adds a text field; at most 8,192 characters.</summary>
    public CsvRows Add(ReadOnlySpan<char> text)
    {
        Reserve(text.Length + 2);
        Separate();
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public CsvRows Add(long value)
    {
        Reserve(24);
        Separate();
        value.TryFormat(_buffer.AsSpan(_used), out int written);
        _used += written;
        return this;
    }

    /// <summary>Ends the row with a line feed.</summary>
    public void EndRow()
    {
        Reserve(1);
        _buffer[_used++] = '\n';
        _rowStarted = false;
    }

    /// <summary>Hands what is left to the writer; the writer itself is the caller's to flush.</summary>
    public void Flush()
    {
        _writer.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Separate()
    {
        if (_rowStarted)
        {
            _buffer[_used++] = ',';
        }

        _rowStarted = true;
    }

    private void Reserve(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length / 8);
        if (_used + count > _buffer.Length)
        {
            Flush();
        }
    }
}
