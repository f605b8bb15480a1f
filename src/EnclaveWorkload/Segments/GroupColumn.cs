using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>One key column as codes of primary rows: of the row itself, or of its person's profile when it is a partner's. Texts of primary rows are read where they lie, until this is disposed.</summary>
internal sealed class GroupColumn : IDisposable
{
    private readonly StringColumn? _own;
    private readonly int[]? _numbers;
    private readonly int[] _codes;

    private GroupColumn(StringColumn own, int[]? numbers, IReadOnlyList<string> texts) => (_own, _numbers, _codes, Texts) = (own, numbers, [], texts);

    private GroupColumn(int[] codes, IReadOnlyList<string> texts) => (_codes, Texts) = (codes, texts);

    internal IReadOnlyList<string> Texts { get; }

    /// <summary>Whether a row may have no code.</summary>
    internal bool HasNone => _own is null || _own.NullCount > 0 || _numbers is not null;

    internal static GroupColumn Read(JoinedTable table, ColumnReference key, VocabularyDomain? vocabulary)
    {
        JoinedSide side = table.SideOf(key.Dataset);
        Column column = side.Table.Read(key.Column);
        if (side == table.Sides[0] && column is StringColumn own)
        {
            string[] texts = CodedCells.TextsOf(own.Dictionary);
            return vocabulary is null ? new GroupColumn(own, null, texts) : new GroupColumn(own, PlacesOf(texts, vocabulary), vocabulary.Values);
        }

        CategoryCodes categories = CategoryCodes.Read(column);
        int[] numbers = NumbersOf(categories, vocabulary);
        int[] codes = new int[table.PrimaryPeople.Length];
        if (side == table.Sides[0])
        {
            categories.Rows.Map(numbers, codes);
        }
        else
        {
            int[] modes = PersonMode.Of(new PersonRows(side.People, table.People.Count), categories);
            for (int row = 0; row < codes.Length; row++)
            {
                int mode = table.PrimaryPeople[row] < 0 ? -1 : modes[table.PrimaryPeople[row]];
                codes[row] = mode < 0 ? -1 : numbers[mode];
            }
        }

        return new GroupColumn(codes, vocabulary?.Values ?? categories.Texts);
    }

    /// <summary>Reads a code for each of some primary rows, -1 where the key is absent or outside a public vocabulary; of nobody's rows anything.</summary>
    internal void Read(int first, Span<int> codes)
    {
        if (_own is null)
        {
            _codes.AsSpan(first, codes.Length).CopyTo(codes);
            return;
        }

        ReadOnlySpan<int> own = _own.Codes.Slice(first, codes.Length);
        if (_numbers is null)
        {
            own.CopyTo(codes);
            return;
        }

        for (int i = 0; i < own.Length; i++)
        {
            codes[i] = own[i] < 0 ? -1 : _numbers[own[i]];
        }
    }

    /// <summary>Lets go of the column, where it was read in its place.</summary>
    public void Dispose() => _own?.Dispose();

    /// <summary>Of each code its place in the vocabulary, or itself where there is none; -1 for absent cells and texts outside.</summary>
    private static int[] NumbersOf(CategoryCodes categories, VocabularyDomain? vocabulary) =>
        [.. vocabulary is null ? Enumerable.Range(0, categories.Texts.Count) : PlacesOf(categories.Texts, vocabulary), -1];

    private static int[] PlacesOf(IReadOnlyList<string> texts, VocabularyDomain vocabulary)
    {
        Dictionary<string, int> places = vocabulary.Values.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        return [.. texts.Select(text => places.GetValueOrDefault(text, -1))];
    }
}
