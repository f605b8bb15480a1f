namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>
/// How one more column joins a bundle: each pair of a code so far and a bin of the column that occurs in some row is a
/// new code. New codes are numbered by the code so far, then by bin, so that those of one code so far lie side by side; each
/// code so far has at least one, so that there are never fewer than before.
/// </summary>
internal sealed class BundleStep
{
    /// <param name="column">The column that joins.</param>
    /// <param name="codesBefore">How many codes there are so far.</param>
    /// <param name="bins">How many bins the column has.</param>
    /// <param name="occurs">For each code so far and bin, whether some row has both; bins of one code side by side.</param>
    public BundleStep(int column, int codesBefore, int bins, ReadOnlySpan<bool> occurs)
    {
        Column = column;
        Bins = bins;
        CodeOfPair = new ushort[codesBefore * bins];
        FirstCode = new int[codesBefore + 1];
        List<ushort> binOfCode = [];
        for (int before = 0; before < codesBefore; before++)
        {
            FirstCode[before] = binOfCode.Count;
            bool none = !occurs.Slice(before * bins, bins).Contains(true);
            for (int bin = 0; bin < bins; bin++)
            {
                int pair = (before * bins) + bin;
                if (occurs[pair] || (none && bin == 0))
                {
                    // More codes than fit make a step that is not used.
                    CodeOfPair[pair] = unchecked((ushort)binOfCode.Count);
                    binOfCode.Add((ushort)bin);
                }
            }
        }

        FirstCode[codesBefore] = binOfCode.Count;
        BinOfCode = [.. binOfCode];
    }

    /// <summary>The index of the column that joins.</summary>
    public int Column { get; }

    /// <summary>The number of bins of the column.</summary>
    public int Bins { get; }

    /// <summary>The new code of each pair that some row has.</summary>
    public ushort[] CodeOfPair { get; }

    /// <summary>The first new code of each code so far, and the number of new codes at the end.</summary>
    public int[] FirstCode { get; }

    /// <summary>The column's bin of each new code.</summary>
    public ushort[] BinOfCode { get; }
}
