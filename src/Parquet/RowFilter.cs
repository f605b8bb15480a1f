using System.Text;
using EnclaveCleanRoom.Parquet.Filtering;

namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// Which rows are wanted, by the values of one column; absent cells are never wanted. What a file says of its row groups and pages is used to leave out
/// those that cannot hold such a row; the rows that remain are looked at one by one, so that exactly the wanted ones come out.
/// </summary>
public abstract class RowFilter
{
    private protected RowFilter(string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Column = column;
    }

    /// <summary>The column that decides, whether it is read or not.</summary>
    public string Column { get; }

    /// <summary>Rows whose whole number lies between two, both included: of an <see cref="Int32Column"/>, an <see cref="Int64Column"/>, a
    /// <see cref="DateColumn"/> (days since 1970-01-01) or a <see cref="TimestampColumn"/> (microseconds since 1970-01-01T00:00:00Z).</summary>
    public static RowFilter Between(string column, long minimum, long maximum) => new WholeNumberFilter(column, minimum, maximum);

    /// <summary>Rows whose number lies between two, both included: of a <see cref="FloatColumn"/> or a <see cref="DoubleColumn"/>. NaN lies nowhere.</summary>
    public static RowFilter Between(string column, double minimum, double maximum) => new NumberFilter(column, minimum, maximum);

    /// <summary>Rows whose text is one of <paramref name="texts"/>: of a <see cref="StringColumn"/>.</summary>
    public static RowFilter In(string column, params IEnumerable<string> texts) => new TextFilter(column, [.. texts.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Whether the filter is made for columns of a type.</summary>
    internal abstract bool Fits(ColumnType type);

    /// <summary>Whether values within the bounds may be wanted; true where the bounds say nothing.</summary>
    /// <param name="column">The column in the file.</param>
    /// <param name="minimum">PLAIN-encoded; null when not known.</param>
    /// <param name="maximum">PLAIN-encoded; null when not known.</param>
    internal abstract bool MayHold(FileColumn column, byte[]? minimum, byte[]? maximum);

    /// <summary>Whether the present cell at <paramref name="row"/> is wanted.</summary>
    internal abstract bool Holds(Column column, int row);
}
