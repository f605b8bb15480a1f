using System.Diagnostics;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Turns one column of CSV records into the column of a row group, group after group into the same memory.</summary>
internal abstract class ColumnFill(string name, int column)
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>Which field of a record it is.</summary>
    public int Column { get; } = column;

    /// <summary>Whether records must come in order, from one thread at a time; otherwise in any order, side by side.</summary>
    public abstract bool IsSequential { get; }

    /// <summary>Makes the fill for a type.</summary>
    public static ColumnFill Create(Field field, int column) => field.Type switch
    {
        ColumnType.String => new TextFill(field, column),
        ColumnType.Boolean => new ValueFill<bool, CellValues.Boolean>(field.Name, column, (values, validity) => new BooleanColumn(field, values, validity)),
        ColumnType.Int32 => new ValueFill<int, CellValues.Int32>(field.Name, column, (values, validity) => new Int32Column(field, values, validity)),
        ColumnType.Int64 => new ValueFill<long, CellValues.Int64>(field.Name, column, (values, validity) => new Int64Column(field, values, validity)),
        ColumnType.Double => new ValueFill<double, CellValues.Double>(field.Name, column, (values, validity) => new DoubleColumn(field, values, validity)),
        ColumnType.Date => new ValueFill<int, CellValues.Date>(field.Name, column, (values, validity) => new DateColumn(field, values, validity)),
        ColumnType.Timestamp => new ValueFill<long, CellValues.Timestamp>(field.Name, column, (values, validity) => new TimestampColumn(field, values, validity)),
        _ => throw new UnreachableException($"No CSV column becomes {field.Type}."),
    };

    /// <summary>Begins a row group of so many rows; what <see cref="Build"/> gave before is overwritten.</summary>
    public abstract void Begin(int rows);

    /// <summary>Takes the column's cells of some records of a block.</summary>
    /// <param name="part">The records.</param>
    /// <param name="quote">What encloses fields.</param>
    /// <returns>False when a cell is not of the column's type.</returns>
    public abstract bool TryFill(BlockPart part, byte quote);

    /// <summary>The column of the row group.</summary>
    public abstract Column Build();
}
