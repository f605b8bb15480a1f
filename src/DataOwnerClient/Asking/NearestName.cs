namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>Guesses which name somebody meant who wrote another.</summary>
internal static class NearestName
{
    /// <summary>The known name that takes the fewest edits, or <see langword="null"/> when none is near: more than a third of the letters differ.</summary>
    internal static string? Find(string written, IEnumerable<string> known)
    {
        (string Name, int Edits)[] byDistance = [.. known.Select(name => (name, Distance(written, name))).OrderBy(pair => pair.Item2).Take(1)];
        return byDistance is [(string nearest, int edits)] && edits <= Math.Max(1, written.Length / 3) ? nearest : null;
    }

    /// <summary>As the end of a sentence that names what was written: a suggestion, or all that there is.</summary>
    internal static string Suggest(string written, IReadOnlyCollection<string> known) =>
        Find(written, known) is { } nearest ? $"did you mean '{nearest}'?" : $"there is {string.Join(", ", known)}.";

    /// <summary>Levenshtein's distance, letter case ignored.</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        foreach ((int row, char letter) in left.Index())
        {
            int[] current = new int[right.Length + 1];
            current[0] = row + 1;
            for (int column = 0; column < right.Length; column++)
            {
                int replaced = previous[column] + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(right[column]) ? 0 : 1);
                current[column + 1] = Math.Min(replaced, 1 + Math.Min(previous[column + 1], current[column]));
            }

            previous = current;
        }

        return previous[^1];
    }
}
