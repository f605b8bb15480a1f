using System.Text;

namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Hands each line that is written on, header first, split at its commas.</summary>
internal sealed class LineWriter(Action<string[]> onLine) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            onLine(_line.ToString().Split(','));
            _line.Clear();
        }
        else
        {
            _line.Append(value);
        }
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.IndexOf('\n') is int end and >= 0)
        {
            _line.Append(buffer[..end]);
            Write('\n');
            buffer = buffer[(end + 1)..];
        }

        _line.Append(buffer);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());
}
