namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Sorts a run of one column's rows into bins.</summary>
internal sealed class ColumnBinner
{
    private const int Run = 512;

    private readonly BinnedColumn _target;
    private readonly FeatureColumn _source;
    private readonly ushort[] _binOfEntry = [];
    private readonly byte[] _narrowBinOfEntry = [];

    public ColumnBinner(BinnedColumn target, FeatureColumn source)
    {
        _target = target;
        _source = source;
        if (source.Entries is not null)
        {
            _binOfEntry = new ushort[source.Entries.Dictionary.Length];
            BinsOf(source.Entries.Dictionary, _binOfEntry);
            _narrowBinOfEntry = target.Narrow is null ? [] : [.. _binOfEntry.Select(bin => (byte)bin)];
        }
    }

    public void Fill(int start, int count)
    {
        if (_source.Entries is null)
        {
            FillByValue(start, count);
        }
        else if (_target.Narrow is not null)
        {
            _source.Entries.Translate<byte>(start, _narrowBinOfEntry, _target.Narrow.Span.Slice(start, count));
        }
        else
        {
            _source.Entries.Translate<ushort>(start, _binOfEntry, _target.Wide!.Span.Slice(start, count));
        }
    }

    private void FillByValue(int start, int count)
    {
        Span<ushort> bins = stackalloc ushort[Run];
        for (int done = 0; done < count; done += Run)
        {
            Span<ushort> run = bins[..Math.Min(Run, count - done)];
            if (_source.IsCategorical)
            {
                BinsOf(_source.Codes.Span.Slice(start + done, run.Length), run);
            }
            else
            {
                BinSearchKernel.Find(_target.Mapper, _source.Numbers.Span.Slice(start + done, run.Length), run);
            }

            _target.Write(start + done, run);
        }
    }

    private void BinsOf(ReadOnlySpan<double> values, Span<ushort> bins)
    {
        if (!_source.IsCategorical)
        {
            BinSearchKernel.Find(_target.Mapper, values, bins);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            bins[i] = (ushort)_target.Mapper.BinOfCategory(double.IsNaN(values[i]) ? -1 : (int)values[i]);
        }
    }

    private void BinsOf(ReadOnlySpan<int> codes, Span<ushort> bins)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            bins[i] = (ushort)_target.Mapper.BinOfCategory(codes[i]);
        }
    }
}
