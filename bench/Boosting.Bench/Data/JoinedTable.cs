using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>
/// The sample's impressions beside what each user's feed views add up to: 59 features. Four rows of five, by their number's
/// hash, are for training.
/// </summary>
internal sealed class JoinedTable
{
    private static readonly HashSet<string> s_dropped = ["log_id", "label", "user_id"];
    private static readonly HashSet<string> s_numbers = ["age", "city_rank", "site_id", "app_score", "u_refreshTimes", "u_feedLifeCycle"];

    private readonly Dictionary<string, FeedsProfile> _profiles = [];
    private readonly Dictionary<string, double[]> _features = [];
    private readonly List<ColumnCollector> _columns = [];
    private readonly List<bool> _isTest = [];
    private readonly ColumnCollector _labels = new("label", isCategorical: false);
    private string[] _header = [];

    private JoinedTable()
    {
    }

    /// <summary>Generates both tables and joins them.</summary>
    /// <param name="adsRows">Impressions; there are half as many feed views.</param>
    /// <returns>Training and test columns, the label first.</returns>
    public static (DictionaryColumn[] Train, DictionaryColumn[] Test) Make(int adsRows)
    {
        AdvertisingTables tables = new(AdvertisingOptions.ForRows(adsRows));
        JoinedTable joined = new();
        Dictionary<string, int> feedsHeader = [];
        using (LineWriter writer = new(fields => joined.AddView(feedsHeader, fields)))
        {
            tables.WriteFeeds(writer);
        }

        foreach ((string user, FeedsProfile profile) in joined._profiles)
        {
            joined._features.Add(user, profile.ToFeatures());
        }

        using (LineWriter writer = new(joined.AddImpression))
        {
            tables.WriteAds(writer);
        }

        (DictionaryColumn Train, DictionaryColumn Test)[] all = [.. joined._columns.Prepend(joined._labels).Select(column => column.Split(joined._isTest))];
        return ([.. all.Select(pair => pair.Train)], [.. all.Select(pair => pair.Test)]);
    }

    private void AddView(Dictionary<string, int> header, string[] fields)
    {
        if (header.Count == 0)
        {
            for (int i = 0; i < fields.Length; i++)
            {
                header.Add(fields[i], i);
            }

            return;
        }

        string user = fields[header[AdvertisingTables.FeedsIdColumn]];
        if (!_profiles.TryGetValue(user, out FeedsProfile? profile))
        {
            _profiles.Add(user, profile = new FeedsProfile());
        }

        profile.Add(header, fields);
    }

    private void AddImpression(string[] fields)
    {
        if (_header.Length == 0)
        {
            _header = fields;
            foreach (string name in fields.Where(name => !s_dropped.Contains(name)))
            {
                AddColumns(name);
            }

            _columns.AddRange(FeedsProfile.Features.Select(feature => new ColumnCollector(feature.Name, feature.IsCategorical)));
            return;
        }

        _isTest.Add(unchecked((uint)_isTest.Count * 2654435761u) >> 16 < 65536 / 5);
        int at = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!s_dropped.Contains(_header[i]))
            {
                AddValues(_header[i], fields[i], ref at);
            }
        }

        string user = fields[Array.IndexOf(_header, AdvertisingTables.AdsIdColumn)];
        double[]? profile = _features.GetValueOrDefault(user);
        for (int i = 0; i < FeedsProfile.Features.Count; i++)
        {
            _columns[at++].Add(profile?[i] ?? double.NaN);
        }

        _labels.Add(CsvValue.Of(fields[Array.IndexOf(_header, AdvertisingTables.LabelColumn)]));
    }

    private void AddColumns(string name)
    {
        if (name == "pt_d")
        {
            _columns.Add(new ColumnCollector("day", isCategorical: false));
            _columns.Add(new ColumnCollector("hour", isCategorical: false));
        }
        else if (IsList(name))
        {
            _columns.Add(new ColumnCollector(name + "_first", isCategorical: true));
            _columns.Add(new ColumnCollector(name + "_count", isCategorical: false));
        }
        else
        {
            _columns.Add(new ColumnCollector(name, !s_numbers.Contains(name)));
        }
    }

    private void AddValues(string name, string field, ref int at)
    {
        if (name == "pt_d")
        {
            _columns[at++].Add(CsvValue.Of(field.AsSpan(6, 2)));
            _columns[at++].Add(CsvValue.Of(field.AsSpan(8, 2)));
        }
        else if (IsList(name))
        {
            _columns[at++].Add(CsvValue.FirstOf(field));
            _columns[at++].Add(CsvValue.CountOf(field));
        }
        else
        {
            _columns[at++].Add(CsvValue.Of(field));
        }
    }

    private static bool IsList(string name) => name.Contains("_list_", StringComparison.Ordinal) || name == "u_newsCatInterestsST";
}
