using System.Text;
using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>
/// The bins of one feature. Numeric: bin <c>b</c> holds values up to and including <c>UpperBounds[b]</c>; when NaN is
/// missing, the last bin is its own. Categorical: bin 0 holds what is missing, rare or unknown; the others one category each.
/// </summary>
internal sealed class BinMapper
{
    /// <summary>Values of at most this magnitude are zero.</summary>
    public const double ZeroThreshold = 1e-35f;

    private readonly Dictionary<int, int> _binOfCategory = [];

    private BinMapper(double[] upperBounds, int[] categories, bool isCategorical, MissingType missing, double least, double most, bool isTrivial)
    {
        UpperBounds = upperBounds;
        Categories = categories;
        IsCategorical = isCategorical;
        Missing = missing;
        Least = least;
        Most = most;
        IsTrivial = isTrivial;
        for (int bin = 1; bin < categories.Length; bin++)
        {
            _binOfCategory[categories[bin]] = bin;
        }

        SearchableBins = missing == MissingType.NaN && !isCategorical ? upperBounds.Length - 1 : upperBounds.Length;
        ZeroBin = isCategorical ? 0 : BinOf(0.0);
    }

    public bool IsCategorical { get; }

    public MissingType Missing { get; }

    /// <summary>No split can be made of this feature.</summary>
    public bool IsTrivial { get; }

    public int BinCount => IsCategorical ? Categories.Length : UpperBounds.Length;

    public double[] UpperBounds { get; }

    /// <summary>The category of each bin; -1 in bin 0.</summary>
    public int[] Categories { get; }

    /// <summary>The bin of the value zero.</summary>
    public int ZeroBin { get; }

    /// <summary>The number of bins that have an upper bound: all but that of NaN.</summary>
    public int SearchableBins { get; }

    /// <summary>
    /// Whether bin 0 is the one of which the native program keeps no sums: they are what the other bins leave, and its rows are counted so, too.
    /// </summary>
    public bool IsFirstBinTheRest => (FullestBin >= 0 ? FullestBin : ZeroBin) == 0;

    private int FullestBin { get; init; } = -1;

    private double Least { get; }

    private double Most { get; }

    /// <param name="upperBounds">The bins.</param>
    /// <param name="missing">What is missing.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The largest value.</param>
    /// <param name="isTrivial">Whether no split can be made of it.</param>
    /// <param name="fullestBin">The bin that most rows are in by far; -1 when there is none.</param>
    public static BinMapper Numeric(double[] upperBounds, MissingType missing, double least, double most, bool isTrivial, int fullestBin = -1) =>
        new(upperBounds, [], isCategorical: false, missing, least, most, isTrivial) { FullestBin = fullestBin };

    public static BinMapper Categorical(int[] categories, MissingType missing, bool isTrivial) =>
        new([], categories, isCategorical: true, missing, 0, 0, isTrivial);

    public int BinOf(double value)
    {
        if (double.IsNaN(value))
        {
            if (Missing == MissingType.NaN)
            {
                return BinCount - 1;
            }

            value = 0;
        }

        int low = 0;
        int high = SearchableBins - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (value <= UpperBounds[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    public int BinOfCategory(int code) => code >= 0 && _binOfCategory.TryGetValue(code, out int bin) ? bin : 0;

    /// <summary>The entry of the model file's <c>feature_infos</c>.</summary>
    public string Describe()
    {
        if (IsTrivial)
        {
            return "none";
        }

        if (!IsCategorical)
        {
            return $"[{ModelNumber.Full(Least)}:{ModelNumber.Full(Most)}]";
        }

        return new StringBuilder().AppendJoin(':', Categories).ToString();
    }
}
