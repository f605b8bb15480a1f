using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>A split as a table: for each bin of its column, 1 when the bin's rows go left. Serves both kinds of columns alike.</summary>
internal sealed class BinDecision
{
    private readonly byte[] _goesLeft;

    public BinDecision(Split split, BinnedColumn column)
    {
        Column = split.Column;
        BinMapper mapper = column.Mapper;

        _goesLeft = new byte[mapper.BinCount];
        if (split.LeftBins is not null)
        {
            foreach (int bin in split.LeftBins)
            {
                _goesLeft[bin] = 1;
            }

            return;
        }

        _goesLeft.AsSpan(0, split.Threshold + 1).Fill(1);
        int missingBin = mapper.Missing switch
        {
            MissingType.NaN => mapper.BinCount - 1,
            MissingType.Zero => mapper.ZeroBin,
            _ => -1,
        };
        if (missingBin >= 0)
        {
            _goesLeft[missingBin] = split.DefaultLeft ? (byte)1 : (byte)0;
        }
    }

    /// <summary>The index of the column among those that can be split.</summary>
    public int Column { get; }

    /// <summary>An entry a bin.</summary>
    public ReadOnlySpan<byte> GoesLeft => _goesLeft;
}
