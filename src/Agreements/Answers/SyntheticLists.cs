namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>The lists of a multi-valued column of synthetic rows: chosen items, and then a stand-in for each that was not chosen.</summary>
public static class SyntheticLists
{
    /// <summary>More items that were not chosen than this count as this many.</summary>
    public const int MostOthers = 3;

    private const char Separator = '^';

    /// <summary>The text of a list.</summary>
    /// <param name="items">Chosen items that it holds, in the order of the choice.</param>
    /// <param name="others">How many others it holds, 0 to <see cref="MostOthers"/>.</param>
    public static string Write(IEnumerable<string> items, int others)
    {
        ArgumentNullException.ThrowIfNull(items);
        return string.Join(Separator, items.Concat(Enumerable.Range(1, others).Select(OtherItem)));
    }

    /// <summary>The stand-in for an item that was not chosen.</summary>
    /// <param name="number">1 to <see cref="MostOthers"/>: which of the list's.</param>
    public static string OtherItem(int number) => $"other-{number}";

    /// <summary>Whether a text stands for items that were not chosen: no item of that name is ever chosen.</summary>
    /// <param name="item">The text.</param>
    public static bool IsStandIn(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Enumerable.Range(1, MostOthers).Any(number => item == OtherItem(number));
    }

    /// <summary>The chosen items that lists hold, each once.</summary>
    /// <param name="lists">Lists.</param>
    public static IReadOnlyCollection<string> ItemsOf(IEnumerable<string> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return [.. lists.SelectMany(list => list.Split(Separator, StringSplitOptions.RemoveEmptyEntries)).Where(item => !IsStandIn(item)).Distinct(StringComparer.Ordinal)];
    }
}
