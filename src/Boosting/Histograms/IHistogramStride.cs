namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>A distance between the bins of neighbouring lanes, known to the compiler.</summary>
internal interface IHistogramStride
{
    public static abstract int Entries { get; }

    internal readonly struct Large : IHistogramStride
    {
        public static int Entries => HistogramLayout.LargeStride;
    }

    internal readonly struct Medium : IHistogramStride
    {
        public static int Entries => HistogramLayout.MediumStride;
    }

    internal readonly struct Small : IHistogramStride
    {
        public static int Entries => HistogramLayout.SmallStride;
    }
}
