using System.Collections;
using System.Text;
using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>The distinct texts of a <see cref="StringColumn"/>, kept as UTF-8 in one piece of memory.</summary>
/// <remarks>A text becomes a <see cref="string"/> when it is first asked for, and is kept until the last column that shows the dictionary is disposed; strings that were given
/// out are the collector's. After that no text can be read.</remarks>
public sealed class StringDictionary : IReadOnlyList<string>
{
    private readonly Cells<byte> _utf8;
    private readonly Cells<int> _ends;
    private string?[]? _texts;
    private int _shares = 1;

    internal StringDictionary(Cells<byte> utf8, Cells<int> ends, int count)
    {
        _utf8 = utf8;
        _ends = ends;
        Count = count;
    }

    /// <summary>The number of distinct texts.</summary>
    public int Count { get; }

    /// <summary>The text of <paramref name="code"/>, from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="ObjectDisposedException">All columns that show the dictionary are disposed.</exception>
    public string this[int code]
    {
        get
        {
            ReadOnlySpan<byte> utf8 = Utf8(code);
            string text = (_texts ??= new string?[Count])[code] ??= Encoding.UTF8.GetString(utf8);
            GC.KeepAlive(this);
            return text;
        }
    }

    /// <summary>The text of <paramref name="code"/> as UTF-8, without making a string. Good until all columns that show the dictionary are disposed, and while it is held.</summary>
    /// <exception cref="ObjectDisposedException">All columns that show the dictionary are disposed.</exception>
    public ReadOnlySpan<byte> Utf8(int code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)code, (uint)Count, nameof(code));
        ReadOnlySpan<int> ends = _ends.Span;
        int start = code == 0 ? 0 : ends[code - 1];
        return _utf8.Span[start..ends[code]];
    }

    /// <summary>Bytes of UTF-8 and of their ends.</summary>
    internal long MemoryBytes => (Count == 0 ? 0 : _ends.Span[Count - 1]) + ((long)Count * sizeof(int));

    /// <summary>The length of the text of <paramref name="code"/> in bytes of UTF-8.</summary>
    internal int Length(int code)
    {
        ReadOnlySpan<int> ends = _ends.Span;
        return ends[code] - (code == 0 ? 0 : ends[code - 1]);
    }

    /// <summary>The same texts for one more column.</summary>
    internal StringDictionary Share()
    {
        Interlocked.Increment(ref _shares);
        return this;
    }

    /// <summary>Lets go; each column once.</summary>
    internal void LetGo()
    {
        if (Interlocked.Decrement(ref _shares) == 0)
        {
            _texts = null;
            _utf8.LetGo();
            _ends.LetGo();
        }
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (int code = 0; code < Count; code++)
        {
            yield return this[code];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
