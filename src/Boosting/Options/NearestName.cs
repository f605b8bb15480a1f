namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate of the smallest edit distance (Levenshtein, 1966); of several, the first in ordinal order.</summary>
    public static string Of(string name, IEnumerable<string> candidates) =>
        candidates.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).First();

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[b.Length];
    }
}
