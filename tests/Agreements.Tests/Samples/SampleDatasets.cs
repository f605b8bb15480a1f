using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Two datasets that hold a column of every role and a domain of every kind.</summary>
internal static class SampleDatasets
{
    public static DatasetTerms FeedsTerms { get; } = new()
    {
        Id = DatasetId.Parse("feeds"),
        Owner = PartyId.Parse("publisher"),
        Description = "What readers read.",
        KeyEncryptionKey = new Uri("https://publisher.vault.example/keys/feeds"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.TrimmedLowerCase,
        MaximumRowsPerPerson = 1000,
        Rules = OwnerRules.None,
        Columns =
        [
            Column("u_userId", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
            Column("section", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["culture", "news", "sport"] }),
            Column("city", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
            Column("interests", ColumnType.String, ColumnRole.MultiValued, new UndisclosedDomain()),
            Column("age", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 16, Maximum = 99 }),
            Column("postcode", ColumnType.String, ColumnRole.Sensitive, new UndisclosedDomain()),
            Column("agreed", ColumnType.Boolean, ColumnRole.Consent, new UndisclosedDomain()),
            Column("engaged", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }),
        ],
    };

    public static DatasetTerms AdsTerms { get; } = new()
    {
        Id = DatasetId.Parse("ads"),
        Owner = PartyId.Parse("advertiser"),
        Description = "Who saw and clicked which advertisement.",
        KeyEncryptionKey = new Uri("https://advertiser.vault.example:8443/keys/ads-2026"),
        DualRelease = true,
        IdNormalisation = IdNormalisation.TrimmedLowerCase,
        MaximumRowsPerPerson = 1000,
        Rules = OwnerRules.None,
        Columns =
        [
            Column("user_id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
            Column("slot", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["side", "top"] }),
            Column("campaign", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
            Column("shown_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
            Column("price", ColumnType.Double, ColumnRole.Numeric, new UndisclosedDomain()),
            Column("hour", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 23 }),
            Column("label", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }),
        ],
    };

    public static ColumnTerms Column(string name, ColumnType type, ColumnRole role, ColumnDomain domain) =>
        new() { Name = name, Type = type, Role = role, Domain = domain };
}
