using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>A multi-valued column taken apart, once for each distinct cell: how many values it has, and which of the most frequent ones.</summary>
internal sealed class TokenTable
{
    private const char Separator = '^';

    private TokenTable(RowCodes rows)
    {
        Rows = rows;
        Counts = new double[rows.Count];
        First = new int[rows.Count];
    }

    /// <summary>The distinct cell of each row.</summary>
    internal RowCodes Rows { get; }

    /// <summary>Number of values in each distinct cell; NaN where absent.</summary>
    internal double[] Counts { get; }

    /// <summary>The first value of each distinct cell as the number that training gave it; -1 where absent.</summary>
    internal int[] First { get; private set; }

    /// <summary>For each of the most frequent values: 1 where a distinct cell has it, 0 where not, -1 where the cell is absent.</summary>
    internal int[][] FrequentTokens { get; private set; } = [];

    /// <param name="cells">The column.</param>
    /// <param name="tallied">The rows that decide which values are frequent: those of training.</param>
    /// <param name="kept">How many values to keep.</param>
    internal static TokenTable Read(CategoryCodes cells, int[] tallied, int kept)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[][] tokensOf = new int[cells.Texts.Count][];
        HashSet<int> seen = [];
        for (int cell = 0; cell < tokensOf.Length; cell++)
        {
            tokensOf[cell] = Split(cells.Texts[cell], numbers, seen);
        }

        string[] texts = [.. numbers.Keys];
        int[] tally = cells.Rows.Tally(tallied);
        TokenTable table = new(cells.Rows);
        table.FillCounts(tokensOf);
        table.NumberFirst(tokensOf, tally, texts);
        table.FillFrequent(tokensOf, MostFrequent(tokensOf, tally, texts, kept));
        return table;
    }

    /// <returns>The values of a cell, each once, in the order of their first occurrence.</returns>
    private static int[] Split(ReadOnlySpan<char> text, Dictionary<string, int> numbers, HashSet<int> seen)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        seen.Clear();
        foreach (Range range in text.Split(Separator))
        {
            ReadOnlySpan<char> token = text[range].Trim();
            if (token.IsEmpty)
            {
                continue;
            }

            if (!lookup.TryGetValue(token, out int number))
            {
                number = numbers.Count;
                lookup[token] = number;
            }

            seen.Add(number);
        }

        return [.. seen];
    }

    private static int[] MostFrequent(int[][] tokensOf, int[] tally, string[] texts, int kept)
    {
        long[] rowsOf = new long[texts.Length];
        for (int cell = 0; cell < tokensOf.Length; cell++)
        {
            foreach (int token in tokensOf[cell])
            {
                rowsOf[token] += tally[cell];
            }
        }

        // A value that training never saw gets no feature: who is held out would otherwise decide how many there are.
        return [.. Enumerable.Range(0, texts.Length)
            .Where(token => rowsOf[token] > 0)
            .OrderByDescending(token => rowsOf[token])
            .ThenBy(token => texts[token], StringComparer.Ordinal)
            .Take(kept)];
    }

    private void FillCounts(int[][] tokensOf)
    {
        for (int cell = 0; cell < tokensOf.Length; cell++)
        {
            Counts[cell] = tokensOf[cell].Length;
        }

        Counts[^1] = double.NaN;
    }

    private void NumberFirst(int[][] tokensOf, int[] tally, string[] texts)
    {
        int[] firstTally = new int[texts.Length];
        for (int cell = 0; cell < tokensOf.Length; cell++)
        {
            if (tokensOf[cell].Length > 0)
            {
                firstTally[tokensOf[cell][0]] += tally[cell];
            }
        }

        int[] numbers = TrainedCodes.Number(firstTally, texts);
        First = [.. tokensOf.Select(tokens => tokens.Length > 0 ? numbers[tokens[0]] : -1), -1];
    }

    private void FillFrequent(int[][] tokensOf, int[] frequent) =>
        FrequentTokens = [.. frequent.Select(token => (int[])[.. tokensOf.Select(tokens => tokens.AsSpan().Contains(token) ? 1 : 0), -1])];
}
