namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>
/// Numbers categories by the ordinal order of those that occur in training, so that neither the order of rows nor anybody
/// held out has a say in it; a category that training never saw counts as missing.
/// </summary>
internal static class TrainedCodes
{
    /// <summary>
    /// Beyond the most frequent of training, so many categories count as missing: a column must not be able to make training
    /// fail, because a failure would tell how many of its values are joined.
    /// </summary>
    internal const int MaximumCategories = 32_768;

    /// <param name="codes">Codes of rows or people, -1 where absent.</param>
    /// <param name="texts">The text of each code.</param>
    /// <param name="training">The rows or people of training.</param>
    internal static int[] Renumber(int[] codes, IReadOnlyList<string> texts, int[] training)
    {
        long[] counts = new long[texts.Count];
        foreach (int i in training)
        {
            if (codes[i] >= 0)
            {
                counts[codes[i]]++;
            }
        }

        int[] ordered = [.. Enumerable.Range(0, texts.Count)
            .Where(code => counts[code] > 0)
            .OrderByDescending(code => counts[code])
            .ThenBy(code => texts[code], StringComparer.Ordinal)
            .Take(MaximumCategories)
            .OrderBy(code => texts[code], StringComparer.Ordinal)];
        int[] numbers = new int[texts.Count];
        Array.Fill(numbers, -1);
        for (int i = 0; i < ordered.Length; i++)
        {
            numbers[ordered[i]] = i;
        }

        return [.. codes.Select(code => code < 0 ? -1 : numbers[code])];
    }
}
