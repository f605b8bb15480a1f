namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>A multi-valued column taken apart: how many values each cell has, and which of the most frequent ones.</summary>
internal sealed class TokenTable
{
    private const char Separator = '^';

    private TokenTable(double[] counts, CategoryCodes first, int[][] frequent)
    {
        Counts = counts;
        First = first;
        FrequentTokens = frequent;
    }

    /// <summary>Number of values in each row's cell; NaN where absent.</summary>
    internal double[] Counts { get; }

    /// <summary>The first value of each row's cell; -1 where absent.</summary>
    internal CategoryCodes First { get; }

    /// <summary>For each of the most frequent values: 1 where a row's cell has it, 0 where not, -1 where the cell is absent.</summary>
    internal int[][] FrequentTokens { get; }

    /// <param name="cells">The column.</param>
    /// <param name="tallied">The rows that decide which values are frequent: those of training.</param>
    /// <param name="kept">How many values to keep.</param>
    internal static TokenTable Read(CategoryCodes cells, int[] tallied, int kept)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[][] tokensOf = [.. cells.Texts.Select(text => Split(text, numbers))];
        int[] frequent = MostFrequent(cells, tokensOf, tallied, numbers, kept);
        int rows = cells.Codes.Length;
        double[] counts = new double[rows];
        int[] first = new int[rows];
        int[][] present = [.. frequent.Select(_ => new int[rows])];
        for (int row = 0; row < rows; row++)
        {
            int[]? tokens = cells.Codes[row] < 0 ? null : tokensOf[cells.Codes[row]];
            counts[row] = tokens?.Length ?? double.NaN;
            first[row] = tokens is { Length: > 0 } ? tokens[0] : -1;
            for (int i = 0; i < frequent.Length; i++)
            {
                present[i][row] = tokens is null ? -1 : tokens.AsSpan().Contains(frequent[i]) ? 1 : 0;
            }
        }

        return new TokenTable(counts, new CategoryCodes(first, [.. numbers.Keys]), present);
    }

    private static int[] Split(string text, Dictionary<string, int> numbers)
    {
        HashSet<int> tokens = [];
        foreach (string token in text.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!numbers.TryGetValue(token, out int number))
            {
                number = numbers.Count;
                numbers.Add(token, number);
            }

            tokens.Add(number);
        }

        return [.. tokens];
    }

    private static int[] MostFrequent(CategoryCodes cells, int[][] tokensOf, int[] tallied, Dictionary<string, int> numbers, int kept)
    {
        long[] tally = new long[numbers.Count];
        foreach (int row in tallied)
        {
            if (cells.Codes[row] >= 0)
            {
                foreach (int token in tokensOf[cells.Codes[row]])
                {
                    tally[token]++;
                }
            }
        }

        // A value that training never saw gets no feature: who is held out would otherwise decide how many there are.
        return [.. numbers
            .Where(entry => tally[entry.Value] > 0)
            .OrderByDescending(entry => tally[entry.Value])
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(kept)
            .Select(entry => entry.Value)];
    }
}
