using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.Pipeline.Bench.Data;

/// <summary>The columns of both tables as <c>cleanroom infer</c> proposes them for the sample's CSV, and which become features.</summary>
internal static class SampleColumns
{
    /// <summary>Lists that are left out, so that 59 features come about; every other list would make ten of its own.</summary>
    private static readonly HashSet<string> s_notFeatures =
    [
        "ad_click_list_v001", "ad_click_list_v002", "ad_click_list_v003", "ad_close_list_v001", "ad_close_list_v002", "ad_close_list_v003",
        "u_newsCatInterests", "u_newsCatDislike", "u_click_ca2_news", "i_entities",
    ];

    internal static IReadOnlyList<ColumnTerms> Ads { get; } =
    [
        .. Columns(ColumnType.String, ColumnRole.Sensitive, "log_id"),
        .. Columns(ColumnType.Int64, ColumnRole.Label, "label"),
        .. Columns(ColumnType.String, ColumnRole.Id, "user_id"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "age"),
        .. Columns(
            ColumnType.Int64, ColumnRole.Categorical, "gender", "residence", "city", "city_rank", "series_dev", "series_group", "emui_dev", "device_name"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "device_size"),
        .. Columns(
            ColumnType.Int64, ColumnRole.Categorical, "net_type", "task_id", "adv_id", "creat_type_cd", "adv_prim_id", "inter_type_cd", "slot_id",
            "site_id", "spread_app_id", "hispace_app_tags", "app_second_class"),
        .. Columns(ColumnType.Double, ColumnRole.Numeric, "app_score"),
        .. Columns(
            ColumnType.String, ColumnRole.MultiValued, "ad_click_list_v001", "ad_click_list_v002", "ad_click_list_v003", "ad_close_list_v001",
            "ad_close_list_v002", "ad_close_list_v003"),
        .. Columns(ColumnType.Timestamp, ColumnRole.Timestamp, "pt_d"),
        .. Columns(ColumnType.String, ColumnRole.MultiValued, "u_newsCatInterestsST"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "u_refreshTimes"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "u_feedLifeCycle"),
    ];

    internal static IReadOnlyList<ColumnTerms> Feeds { get; } =
    [
        .. Columns(ColumnType.String, ColumnRole.Id, "u_userId"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "u_phonePrice"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "u_browserLifeCycle", "u_browserMode", "u_feedLifeCycle"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "u_refreshTimes"),
        .. Columns(ColumnType.String, ColumnRole.MultiValued, "u_newsCatInterests", "u_newsCatDislike"),
        .. Columns(ColumnType.String, ColumnRole.MultiValued, "u_newsCatInterestsST", "u_click_ca2_news"),
        .. Columns(ColumnType.String, ColumnRole.Categorical, "i_docId", "i_s_sourceId"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "i_regionEntity", "i_cat"),
        .. Columns(ColumnType.String, ColumnRole.MultiValued, "i_entities"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "i_dislikeTimes", "i_upTimes"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "i_dtype", "e_ch"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "e_m", "e_po", "e_pl", "e_rn"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "e_section"),
        .. Columns(ColumnType.Timestamp, ColumnRole.Timestamp, "e_et"),
        .. Columns(ColumnType.Int64, ColumnRole.Label, "label"),
        .. Columns(ColumnType.Int64, ColumnRole.Categorical, "cillabel"),
        .. Columns(ColumnType.Int64, ColumnRole.Numeric, "pro"),
    ];

    /// <summary>The feature columns of the advertiser's table.</summary>
    internal static IEnumerable<ColumnTerms> AdsFeatures => Ads.Where(column => column.Role is not (ColumnRole.Id or ColumnRole.Label or ColumnRole.Sensitive) && !s_notFeatures.Contains(column.Name));

    /// <summary>The feature columns of the publisher's table: its label too, as the rate of each person.</summary>
    internal static IEnumerable<ColumnTerms> FeedsFeatures => Feeds.Where(column => column.Role != ColumnRole.Id && column.Name != "u_newsCatInterestsST" && !s_notFeatures.Contains(column.Name));

    private static IEnumerable<ColumnTerms> Columns(ColumnType type, ColumnRole role, params IEnumerable<string> names) => names.Select(name => new ColumnTerms
    {
        Name = name,
        Type = type,
        Role = role,
        Domain = role switch
        {
            ColumnRole.Label => new LabelDomain { Positive = "1" },
            ColumnRole.Categorical or ColumnRole.MultiValued => new DiscoveredDomain(),
            _ => new UndisclosedDomain(),
        },
    });
}
