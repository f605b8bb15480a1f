using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>The fields of a table in order. Names are unique.</summary>
public sealed class Schema : IReadOnlyList<Field>
{
    private readonly Field[] _fields;
    private readonly Dictionary<string, int> _indices;

    /// <summary>Makes a schema of <paramref name="fields"/>.</summary>
    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public Schema(params IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
        _indices = new Dictionary<string, int>(_fields.Length, StringComparer.Ordinal);
        for (int index = 0; index < _fields.Length; index++)
        {
            if (!_indices.TryAdd(_fields[index].Name, index))
            {
                throw new ArgumentException($"Two columns are named '{_fields[index].Name}'.", nameof(fields));
            }
        }
    }

    /// <summary>The number of columns.</summary>
    public int Count => _fields.Length;

    /// <summary>The field at <paramref name="index"/>, counted from 0.</summary>
    public Field this[int index] => _fields[index];

    /// <summary>The position of the column named <paramref name="name"/>, or -1.</summary>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    /// <summary>Finds the field named <paramref name="name"/>.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryGetField(string name, [NotNullWhen(true)] out Field? field)
    {
        int index = IndexOf(name);
        field = index < 0 ? null : _fields[index];
        return field is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<Field> GetEnumerator() => ((IEnumerable<Field>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();
}
