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
    private readonly List<SchemaElement> _ancestors = [];
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

        string? problem = tree.AddChildren(root, "", 1);
        problem ??= tree._next != elements.Count ? "elements are left over" : null;
        return problem is null ? null : new ParquetFailure(ParquetFailureReason.MalformedSchema, problem);
    }

    private string? AddChildren(SchemaElement parent, string prefix, int depth)
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
            if (path.Length == 0 || !_paths.Add(path))
            {
                return "a column has no name, or two have the same";
            }

            string? problem = child.Type is null ? AddGroup(child, path, depth) : AddLeaf(child, path);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? AddGroup(SchemaElement group, string path, int depth)
    {
        _ancestors.Add(group);
        string? problem = AddChildren(group, path + ".", depth + 1);
        _ancestors.RemoveAt(_ancestors.Count - 1);
        return problem;
    }

    private string? AddLeaf(SchemaElement leaf, string path)
    {
        if (leaf.ChildCount != 0)
        {
            return "a column has children";
        }

        if (leaf.Type == PhysicalType.FixedLenByteArray && leaf.TypeLength <= 0)
        {
            return "a column of fixed length has none";
        }

        string? refusal = ColumnShape.TryFind(_ancestors, leaf, out ColumnShape shape);
        string name = refusal is null && _ancestors.Count > 0 ? _ancestors[0].Name : path;
        Field? field = null;
        if (refusal is null)
        {
            field = shape.IsList
                ? StoredType.TryMap(leaf, ColumnShape.ElementName, shape.IsElementNullable, out refusal)
                : StoredType.TryMap(leaf, name, shape.IsElementNullable, out refusal);
            field = shape.IsList && field is not null ? new Field(name, ColumnType.List, shape.IsListNullable) { Element = field } : field;
        }

        _columns.Add(new FileColumn(name, path, _columns.Count, leaf, shape, field, refusal));
        return null;
    }
}
