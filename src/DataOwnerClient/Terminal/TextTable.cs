namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Rows of texts as lines with aligned columns, never wrapped: the same on a terminal and in a pipe.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Writes a table.</summary>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">As many cells a row as there are columns.</param>
    internal static IEnumerable<string> Lines(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        // What strangers wrote may stand in a cell, and what is not shown as it is must not shift the columns either.
        List<string[]> all = [.. rows.Prepend(header).Select(row => row.Select(StepList.Plain).ToArray())];
        int[] widths = [.. Enumerable.Range(0, header.Count).Select(column => all.Max(row => row[column].Length))];
        return all.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
