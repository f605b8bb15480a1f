using System.Collections;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.Boosting;

/// <summary>An option that is a list. Two lists of equal entries in the same order are equal, so that option records compare by value.</summary>
/// <typeparam name="T">The type of an entry.</typeparam>
[CollectionBuilder(typeof(OptionListBuilder), nameof(OptionListBuilder.Create))]
public sealed class OptionList<T> : IReadOnlyList<T>, IEquatable<OptionList<T>>
{
    private readonly T[] _entries;

    internal OptionList(T[] entries) => _entries = entries;

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public T this[int index] => _entries[index];

    /// <inheritdoc/>
    public bool Equals(OptionList<T>? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T entry in _entries)
        {
            hash.Add(entry);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The entries, separated by commas.</summary>
    public override string ToString() => string.Join(',', _entries);
}
