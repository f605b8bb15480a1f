using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Turns the depth-first list of schema elements into columns, each readable or refused by name.</summary>
internal sealed class SchemaTree
{
    private const int MaxDepth = 64;

    // A group's name is repeated in the path of each column below it: without a limit a small footer would make terabytes of paths.
    private const int MaxPathCharacters = 1 << 24;
    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<FileColumn> _columns = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private int _next = 1;
    private int _pathCharactersLeft = MaxPathCharacters;

    private SchemaTree(IReadOnlyList<SchemaElement> elements) => _elements = elements;

    public static ParquetFailure? TryFlatten(IReadOnlyList<SchemaElement> elements, out IReadOnlyList<FileColumn> columns)
    {
        SchemaTree tree = new(elements);
        columns = tree._columns;
        SchemaElement root = elements[0];
        if (root.Type is not null)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedSchema, "the root is no group");
        }

        string? problem = tree.AddChildren(root, "", isRepeated: false, 1);
        problem ??= tree._next != elements.Count ? "elements are left over" : null;
        return problem is null ? null : new ParquetFailure(ParquetFailureReason.MalformedSchema, problem);
    }

    private string? AddChildren(SchemaElement parent, string prefix, bool isRepeated, int depth)
    {
        if (depth > MaxDepth)
        {
            return "groups are nested too deeply";
        }

        for (int i = 0; i < parent.ChildCount; i++)
        {
            if (_next >= _elements.Count)
            {
                return "a group has fewer children than it says";
            }

            SchemaElement child = _elements[_next++];
            _pathCharactersLeft -= Math.Min(prefix.Length + child.Name.Length, _pathCharactersLeft + 1);
            if (_pathCharactersLeft < 0)
            {
                return "the names of the columns are too long";
            }

            string path = prefix + child.Name;
            bool isChildRepeated = isRepeated || child.Repetition == Repetition.Repeated;
            if (path.Length == 0 || !_paths.Add(path))
            {
                return "a column has no name, or two have the same";
            }

            string? problem = child.Type is null
                ? AddChildren(child, path + ".", isChildRepeated, depth + 1)
                : AddLeaf(child, path, isChildRepeated, depth);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? AddLeaf(SchemaElement leaf, string path, bool isRepeated, int depth)
    {
        if (leaf.ChildCount != 0)
        {
            return "a column has children";
        }

        if (leaf.Type == PhysicalType.FixedLenByteArray && leaf.TypeLength <= 0)
        {
            return "a column of fixed length has none";
        }

        string? refusal = isRepeated ? "repeated column" : depth > 1 ? "nested column" : null;
        ColumnType? type = null;
        if (refusal is null && !StoredType.TryMap(leaf, out type, out refusal))
        {
            type = null;
        }

        _columns.Add(new FileColumn(path, _columns.Count, leaf, leaf.Repetition == Repetition.Optional, type, refusal));
        return null;
    }
}
