namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>The options that decide about bins.</summary>
internal sealed record BinOptions(
    int MaxBin, OptionList<int> MaxBinByFeature, int MinDataInBin, int SampleCount, int Seed, bool UseMissing, bool ZeroAsMissing, bool PreFilter, int MinDataInLeaf)
{
    /// <remarks>The smallest leaf matters only to the filter: data that is not filtered serves any.</remarks>
    public static BinOptions From(BoosterOptions options) => new(
        options.MaxBin,
        options.MaxBinByFeature,
        options.MinDataInBin,
        options.BinConstructSampleCnt,
        options.DataRandomSeed,
        options.UseMissing,
        options.ZeroAsMissing,
        options.FeaturePreFilter,
        options.FeaturePreFilter ? options.MinDataInLeaf : 0);

    /// <summary>The options of one feature.</summary>
    public BinOptions OfFeature(int feature) => MaxBinByFeature.Count == 0 ? this : this with { MaxBin = MaxBinByFeature[feature] };
}
