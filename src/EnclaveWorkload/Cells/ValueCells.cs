using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>A public vocabulary as cells 0, 1, 2, … and a last one for every other value and for none: each row, or person, is in exactly one.</summary>
internal sealed class ValueCells
{
    private readonly Dictionary<string, int> _numbers;

    internal ValueCells(VocabularyDomain vocabulary)
    {
        Values = vocabulary.Values;
        _numbers = Values.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
    }

    internal IReadOnlyList<string> Values { get; }

    /// <summary>The last cell.</summary>
    internal int Other => Values.Count;

    internal int Count => Values.Count + 1;

    /// <summary>How answers name a cell: by its value, and the last one by none.</summary>
    internal IReadOnlyList<string> NameOf(int cell) => cell == Other ? [] : [Values[cell]];

    /// <summary>The cell of each code of a column, the absent one too.</summary>
    internal int[] OfCodes(CategoryCodes categories) =>
        [.. categories.Texts.Select(text => _numbers.GetValueOrDefault(text, Other)), Other];
}
