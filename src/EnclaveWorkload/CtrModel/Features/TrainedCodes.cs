namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>
/// Numbers categories by the ordinal order of those that occur in training, so that neither the order of rows nor anybody
/// held out has a say in it; a category that training never saw counts as missing.
/// </summary>
internal static class TrainedCodes
{
    /// <param name="codes">Codes of rows or people, -1 where absent.</param>
    /// <param name="texts">The text of each code.</param>
    /// <param name="training">The rows or people of training.</param>
    internal static int[] Renumber(int[] codes, IReadOnlyList<string> texts, int[] training)
    {
        bool[] occurs = new bool[texts.Count];
        foreach (int i in training)
        {
            if (codes[i] >= 0)
            {
                occurs[codes[i]] = true;
            }
        }

        int[] ordered = [.. Enumerable.Range(0, texts.Count).Where(code => occurs[code]).OrderBy(code => texts[code], StringComparer.Ordinal)];
        int[] numbers = new int[texts.Count];
        Array.Fill(numbers, -1);
        for (int i = 0; i < ordered.Length; i++)
        {
            numbers[ordered[i]] = i;
        }

        return [.. codes.Select(code => code < 0 ? -1 : numbers[code])];
    }
}
