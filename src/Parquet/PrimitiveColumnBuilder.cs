using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Builds a column of numbers or truth values.</summary>
/// <typeparam name="T">The column's value type: bool, int (also dates), long (also timestamps), float or double.</typeparam>
public sealed class PrimitiveColumnBuilder<T> : ColumnBuilder
    where T : unmanaged
{
    private T[] _values;

    /// <summary>Starts an empty column of <paramref name="field"/> with room for <paramref name="capacity"/> rows.</summary>
    /// <exception cref="ArgumentException">The field's type does not hold values of <typeparamref name="T"/>.</exception>
    public PrimitiveColumnBuilder(Field field, int capacity = 0)
        : base(field, (field ?? throw new ArgumentNullException(nameof(field))).Type)
    {
        if (PrimitiveColumnFactory.ValueType(field.Type) != typeof(T))
        {
            throw new ArgumentException($"{field.Type} columns do not hold {typeof(T).Name} values.", nameof(field));
        }

        _values = new T[capacity];
    }

    /// <summary>Appends a present cell.</summary>
    public void Append(T value)
    {
        EnsureRoom(ref _values, Count);
        _values[Count] = value;
        CountPresent();
    }

    /// <summary>Appends a cell, absent when <paramref name="value"/> is null.</summary>
    public void Append(T? value)
    {
        if (value is { } present)
        {
            Append(present);
        }
        else
        {
            AppendNull();
        }
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        EnsureRoom(ref _values, Count);
        CountNull();
    }

    /// <inheritdoc/>
    public override Column Build() => PrimitiveColumnFactory.Create<T>(Field, _values, Count, Validity());
}
