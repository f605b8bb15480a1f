using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Histograms that are used again from tree to tree.</summary>
internal sealed class HistogramPool(int entries)
{
    private readonly Stack<PinnedBuffer<long>> _free = [];

    public int Entries => entries;

    /// <summary>A histogram with arbitrary contents.</summary>
    public PinnedBuffer<long> Rent() => _free.TryPop(out PinnedBuffer<long>? histogram) ? histogram : new PinnedBuffer<long>(entries);

    public void Return(PinnedBuffer<long> histogram) => _free.Push(histogram);
}
