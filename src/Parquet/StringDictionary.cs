using System.Collections;
using System.Text;

namespace EnclaveCleanRoom.Parquet;

/// <summary>The distinct texts of a <see cref="StringColumn"/>, kept as UTF-8 in one piece of memory.</summary>
/// <remarks>A text becomes a <see cref="string"/> when it is first asked for, and is kept.</remarks>
public sealed class StringDictionary : IReadOnlyList<string>
{
    private readonly byte[] _utf8;
    private readonly int[] _ends;
    private string?[]? _texts;

    internal StringDictionary(byte[] utf8, int[] ends, int count)
    {
        _utf8 = utf8;
        _ends = ends;
        Count = count;
    }

    /// <summary>The number of distinct texts.</summary>
    public int Count { get; }

    /// <summary>The text of <paramref name="code"/>, from 0 to <see cref="Count"/> - 1.</summary>
    public string this[int code] => (_texts ??= new string?[Count])[code] ??= Encoding.UTF8.GetString(Utf8(code));

    /// <summary>The text of <paramref name="code"/> as UTF-8, without making a string.</summary>
    public ReadOnlySpan<byte> Utf8(int code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)code, (uint)Count, nameof(code));
        int start = code == 0 ? 0 : _ends[code - 1];
        return _utf8.AsSpan(start, _ends[code] - start);
    }

    /// <summary>Bytes of UTF-8 and of their ends.</summary>
    internal long MemoryBytes => (Count == 0 ? 0 : _ends[Count - 1]) + ((long)Count * sizeof(int));

    /// <summary>The length of the text of <paramref name="code"/> in bytes of UTF-8.</summary>
    internal int Length(int code) => _ends[code] - (code == 0 ? 0 : _ends[code - 1]);

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
