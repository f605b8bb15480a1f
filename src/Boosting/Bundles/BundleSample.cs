namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>A bundle as it grows on a sample of the rows: what the plan is made with.</summary>
internal sealed class BundleSample
{
    private readonly ushort[] _codes;

    public BundleSample(int column, int bins, ushort[] sampledBins)
    {
        Columns = [column];
        Codes = bins;
        _codes = [.. sampledBins];
    }

    /// <summary>The columns of the bundle, in the order in which they joined.</summary>
    public List<int> Columns { get; }

    /// <summary>The number of codes on the sample.</summary>
    public int Codes { get; private set; }

    /// <summary>How many codes there would be with one more column; one more than <paramref name="most"/> when there are too many.</summary>
    /// <param name="bins">The number of bins of the column.</param>
    /// <param name="sampledBins">The column's bins on the sample.</param>
    /// <param name="most">The number of codes allowed.</param>
    /// <param name="seen">All false, of at least <see cref="Codes"/> times <paramref name="bins"/> entries; left all false.</param>
    public int CodesWith(int bins, ReadOnlySpan<ushort> sampledBins, int most, Span<bool> seen)
    {
        int codes = 0;
        int row = 0;
        for (; row < sampledBins.Length && codes <= most; row++)
        {
            ref bool pair = ref seen[(_codes[row] * bins) + sampledBins[row]];
            codes += pair ? 0 : 1;
            pair = true;
        }

        for (int passed = 0; passed < row; passed++)
        {
            seen[(_codes[passed] * bins) + sampledBins[passed]] = false;
        }

        return codes;
    }

    public void Join(int column, int bins, ReadOnlySpan<ushort> sampledBins)
    {
        Dictionary<int, ushort> codeOfPair = [];
        for (int row = 0; row < sampledBins.Length; row++)
        {
            int pair = (_codes[row] * bins) + sampledBins[row];
            if (!codeOfPair.TryGetValue(pair, out ushort code))
            {
                code = (ushort)codeOfPair.Count;
                codeOfPair.Add(pair, code);
            }

            _codes[row] = code;
        }

        Columns.Add(column);
        Codes = codeOfPair.Count;
    }
}
