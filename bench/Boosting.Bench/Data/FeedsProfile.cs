namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>What one user's feed views add up to.</summary>
internal sealed class FeedsProfile
{
    private static readonly string[] s_modes =
    [
        "i_cat", "e_ch", "i_dtype", "u_phonePrice", "u_browserLifeCycle", "u_browserMode", "u_feedLifeCycle", "u_refreshTimes", "e_m", "e_pl",
    ];

    private static readonly string[] s_means = ["i_dislikeTimes", "i_upTimes", "e_rn", "e_section", "pro"];
    private readonly Dictionary<double, int>[] _counts = [.. s_modes.Select(_ => new Dictionary<double, int>())];
    private readonly double[] _sums = new double[s_means.Length];
    private readonly HashSet<string> _articles = [];
    private readonly HashSet<double> _categories = [];
    private int _views;
    private int _engaged;

    /// <summary>The names of the features, and whether each is a category.</summary>
    public static IReadOnlyList<(string Name, bool IsCategorical)> Features { get; } =
    [
        ("f_views", false), ("f_engaged", false), ("f_articles", false), ("f_categories", false),
        .. s_modes.Select(name => ("f_" + name, name is not "u_refreshTimes")),
        .. s_means.Select(name => ("f_mean_" + name, false)),
    ];

    public void Add(IReadOnlyDictionary<string, int> header, string[] fields)
    {
        _views++;
        _engaged += fields[header["label"]] == "1" ? 1 : 0;
        _articles.Add(fields[header["i_docId"]]);
        _categories.Add(CsvValue.Of(fields[header["i_cat"]]));
        for (int i = 0; i < s_modes.Length; i++)
        {
            double value = CsvValue.Of(fields[header[s_modes[i]]]);
            _counts[i][value] = _counts[i].GetValueOrDefault(value) + 1;
        }

        for (int i = 0; i < s_means.Length; i++)
        {
            _sums[i] += CsvValue.Of(fields[header[s_means[i]]]);
        }
    }

    /// <summary>The features' values; of equally frequent values the least is the mode.</summary>
    public double[] ToFeatures() =>
    [
        _views, Math.Round((double)_engaged / _views, 3), _articles.Count, _categories.Count,
        .. _counts.Select(counts => counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key),
        .. _sums.Select(sum => Math.Round(sum / _views, 3)),
    ];
}
