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

    /// <param name="tally">How often each code occurs in training; codes beyond those of <paramref name="texts"/> stand for no category.</param>
    /// <param name="texts">The text of each code.</param>
    /// <returns>The number of each code in <paramref name="tally"/>, -1 for missing.</returns>
    internal static int[] Number(ReadOnlySpan<int> tally, IReadOnlyList<string> texts)
    {
        List<(int Count, string Text, int Code)> seen = [];
        for (int code = 0; code < texts.Count; code++)
        {
            if (tally[code] > 0)
            {
                seen.Add((tally[code], texts[code], code));
            }
        }

        if (seen.Count > MaximumCategories)
        {
            seen.Sort((one, other) => one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.Text, other.Text));
            seen.RemoveRange(MaximumCategories, seen.Count - MaximumCategories);
        }

        seen.Sort((one, other) => string.CompareOrdinal(one.Text, other.Text));
        int[] numbers = new int[tally.Length];
        Array.Fill(numbers, -1);
        for (int i = 0; i < seen.Count; i++)
        {
            numbers[seen[i].Code] = i;
        }

        return numbers;
    }

    /// <summary>The numbers of people's categories.</summary>
    /// <param name="codes">The code of each person, -1 where absent.</param>
    /// <param name="texts">The text of each code.</param>
    /// <param name="training">The people of training.</param>
    internal static int[] Renumber(int[] codes, IReadOnlyList<string> texts, int[] training)
    {
        int[] tally = new int[texts.Count];
        foreach (int person in training)
        {
            if (codes[person] >= 0)
            {
                tally[codes[person]]++;
            }
        }

        int[] numbers = Number(tally, texts);
        return [.. codes.Select(code => code < 0 ? -1 : numbers[code])];
    }
}
