using System.Numerics;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The levels of a column with one list a row. Source: the levels of Dremel (Melnik et al., VLDB 2010, section 4.1), with one repeated node.</summary>
internal sealed class ListLevels(ColumnShape shape, MemoryBudget budget, ValidityBuilder? elements) : PageLevels
{
    private readonly ValidityBuilder? _lists = shape.IsListNullable ? new(budget) : null;
    private readonly int _bitWidth = 32 - BitOperations.LeadingZeroCount((uint)shape.MaxDefinitionLevel);
    private readonly NativeArray<int> _repetition = new();
    private readonly NativeArray<int> _definition = new();
    private readonly NativeArray<int> _ends = new();
    private int _rows;
    private int _elements;

    // Whether the last row of this chunk has an element, so that another may follow.
    private bool _isOpen;

    public override bool HasRepetition => true;

    public override bool HasDefinition => true;

    public override long Rows => _rows;

    public override void BeginChunk() => _isOpen = false;

    public override ParquetFailureReason TryAppend(
        ReadOnlySpan<byte> repetition, ReadOnlySpan<byte> definition, int count, out int slots, out int present)
    {
        slots = 0;
        present = 0;
        if (!budget.TryGrow(_repetition, 0, count) || !budget.TryGrow(_definition, 0, count)
            || !budget.TryGrow(_ends, _rows, (long)_rows + count) || count > Array.MaxLength - _elements
            || !(elements?.TryReserve(count) ?? true) || !(_lists?.TryReserve(count) ?? true))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<int> repetitions = _repetition.AsSpan(0, count);
        Span<int> definitions = _definition.AsSpan(0, count);
        if (!RleHybridReader.TryDecode(repetition, 1, repetitions)
            || !RleHybridReader.TryDecode(definition, _bitWidth, definitions)
            || !CodeRange.AllBelow(definitions, shape.MaxDefinitionLevel + 1))
        {
            return ParquetFailureReason.MalformedPage;
        }

        for (int i = 0; i < count; i++)
        {
            bool hasElement = definitions[i] >= shape.ElementLevel;
            if (repetitions[i] != 0 && !(_isOpen && hasElement))
            {
                return ParquetFailureReason.MalformedPage;
            }

            if (repetitions[i] == 0)
            {
                _rows++;
                _lists?.Append(definitions[i] > 0);
            }

            _isOpen = hasElement;
            if (hasElement)
            {
                bool isPresent = definitions[i] == shape.MaxDefinitionLevel;
                elements?.Append(isPresent);
                _elements++;
                slots++;
                present += isPresent ? 1 : 0;
            }

            _ends[_rows - 1] = _elements;
        }

        return ParquetFailureReason.None;
    }

    /// <summary>The lists of some values; they take the memory over.</summary>
    public ListColumn Build(Field field, Column values) => new(field, values, _ends.Detach(), _rows, _lists?.Build());

    public override void Dispose()
    {
        _lists?.Dispose();
        _repetition.Dispose();
        _definition.Dispose();
        _ends.Dispose();
    }
}
