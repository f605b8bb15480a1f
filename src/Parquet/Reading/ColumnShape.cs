using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>How the values of a leaf become cells: one a row, or a list a row. Source: parquet-format LogicalTypes.md, Lists.</summary>
/// <param name="IsList">Whether a cell is a list.</param>
/// <param name="IsListNullable">Whether a list may be absent.</param>
/// <param name="IsElementNullable">Whether a value may be absent.</param>
internal readonly record struct ColumnShape(bool IsList, bool IsListNullable, bool IsElementNullable)
{
    public const string ElementName = "element";

    /// <summary>The definition level at which a list has an element, be it an absent one.</summary>
    public int ElementLevel => IsListNullable ? 2 : 1;

    /// <summary>The definition level of a value that is present.</summary>
    public int MaxDefinitionLevel => (IsList ? ElementLevel : 0) + (IsElementNullable ? 1 : 0);

    /// <summary>Finds the shape of a leaf below <paramref name="ancestors"/>, the groups from below the root.</summary>
    /// <returns>Null, or the name of the nesting that is not supported.</returns>
    public static string? TryFind(IReadOnlyList<SchemaElement> ancestors, SchemaElement leaf, out ColumnShape shape)
    {
        bool isNullable = leaf.Repetition == Repetition.Optional;
        bool isRepeated = leaf.Repetition == Repetition.Repeated;
        shape = new ColumnShape(isRepeated, false, isNullable);
        if (ancestors.Count == 0)
        {
            return null;
        }

        SchemaElement list = ancestors[0];
        bool isList = list.Logical.Kind == LogicalKind.List && list.Repetition != Repetition.Repeated && list.ChildCount == 1;
        bool hasTwoLevels = isList && ancestors.Count == 1 && isRepeated;
        bool hasThreeLevels = isList && ancestors.Count == 2 && !isRepeated && IsWrapper(ancestors[1], list.Name);
        shape = new ColumnShape(true, list.Repetition == Repetition.Optional, isNullable);
        return hasTwoLevels || hasThreeLevels ? null : Nesting(ancestors, isRepeated);
    }

    /// <summary>Whether a repeated group only wraps the element; the names are those that older writers gave to elements of one field.</summary>
    private static bool IsWrapper(SchemaElement group, string list) =>
        group.Repetition == Repetition.Repeated && group.ChildCount == 1 && group.Name != "array" && group.Name != list + "_tuple";

    private static string Nesting(IReadOnlyList<SchemaElement> ancestors, bool isRepeated)
    {
        if (ancestors.Any(group => group.Logical.Kind == LogicalKind.Map))
        {
            return "map";
        }

        int repetitions = ancestors.Count(group => group.Repetition == Repetition.Repeated) + (isRepeated ? 1 : 0);
        return repetitions switch { 0 => "struct", 1 => "list inside a struct, or of structs", _ => "nested list" };
    }
}
