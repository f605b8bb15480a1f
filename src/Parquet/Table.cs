using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Columns of equal length with distinct names, immutable.</summary>
/// <remarks>Disposing a table disposes its columns, those too that another table shows: see <see cref="Column"/>.</remarks>
public sealed class Table : IDisposable
{
    private readonly Column[] _columns;

    /// <summary>Makes a table of <paramref name="columns"/>, in their order.</summary>
    /// <exception cref="ArgumentException">There is no column, two have one name, or their lengths differ.</exception>
    public Table(params IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        if (_columns.Length == 0)
        {
            throw new ArgumentException("A table needs a column.", nameof(columns));
        }

        RowCount = _columns[0].RowCount;
        foreach (Column column in _columns)
        {
            if (column.RowCount != RowCount)
            {
                throw new ArgumentException($"'{column.Name}' has {column.RowCount} rows, '{_columns[0].Name}' has {RowCount}.", nameof(columns));
            }
        }

        Schema = new Schema(_columns.Select(column => column.Field));
    }

    /// <summary>The fields of the columns, in their order.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>The column named <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Column this[string name] =>
        TryGetColumn(name, out Column? column) ? column : throw new ArgumentException($"There is no column '{name}'.", nameof(name));

    /// <summary>Finds the column named <paramref name="name"/>.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out Column? column)
    {
        int index = Schema.IndexOf(name);
        column = index < 0 ? null : _columns[index];
        return column is not null;
    }

    /// <summary>A table of the columns named <paramref name="names"/>, in that order, without copying cells: the very same columns.</summary>
    /// <exception cref="ArgumentException">A column does not exist, or is named twice.</exception>
    public Table Select(params IEnumerable<string> names) => new(names.Select(name => this[name]));

    /// <summary>A table of the rows at <paramref name="rows"/>, in that order, repeats allowed; -1 gives a row of absent cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row lies outside the table.</exception>
    public Table Take(ReadOnlySpan<int> rows)
    {
        Column[] taken = new Column[_columns.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = _columns[i].Take(rows);
        }

        return new Table(taken);
    }

    /// <summary>Disposes all columns.</summary>
    public void Dispose()
    {
        foreach (Column column in _columns)
        {
            column.Dispose();
        }
    }
}
