using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Pipeline.Bench.Data;

namespace EnclaveCleanRoom.Pipeline.Bench.GroupBy;

/// <summary>Terms over those tables; keys are discovered, and every bound binds for some.</summary>
internal static class GroupByAgreement
{
    private static readonly DatasetId s_impressions = DatasetId.Parse("impressions");
    private static readonly DatasetId s_users = DatasetId.Parse("users");

    internal static DatasetTerms Impressions { get; } = Dataset(
        s_impressions,
        ("user_id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
        ("campaign", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
        ("label", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    internal static DatasetTerms Users { get; } = Dataset(s_users, ("user_id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()));

    internal static SegmentsQuery Query { get; } = new()
    {
        Terms = TermsId.Parse("segments"),
        NanoRho = 500_000_000,
        AttoDelta = 1_000_000_000_000,
        Keys = [new ColumnReference { Dataset = s_impressions, Column = "campaign" }],
        Measures =
        [
            new RowsMeasure { Name = MeasureName.Parse("impressions") },
            new OutcomeMeasure { Name = MeasureName.Parse("clicks"), Column = new ColumnReference { Dataset = s_impressions, Column = "label" } },
        ],
        Where = [],
        Having = [],
        OrderBy = [new FigureOrder { Figure = MeasureName.Parse("impressions"), Descending = true }],
        Limit = 1000,
    };

    internal static Agreement Document { get; } = SampleAgreement.Document with
    {
        Datasets = [Impressions, Users],
        Queries =
        [
            new SegmentsTerms
            {
                Id = Query.Terms,
                Requesters = [],
                Recipients = [],
                MaximumNanoRho = Query.NanoRho,
                MaximumAttoDelta = Query.AttoDelta,
                AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                Rows = s_impressions,
                Partners = [s_users],
                Keys = Query.Keys,
                Filters = [],
                Outcomes = [new ColumnReference { Dataset = s_impressions, Column = "label" }],
                Amounts = [],
                MaximumGroups = 100_000,
                GroupsPerPerson = 8,
                RowsPerPersonAndGroup = 2,
                MinimumPeople = 10,
            },
        ],
    };

    private static DatasetTerms Dataset(DatasetId id, params (string Name, ColumnType Type, ColumnRole Role, ColumnDomain Domain)[] columns) => SampleAgreement.Ads with
    {
        Id = id,
        MaximumRowsPerPerson = 1000,
        Columns = [.. columns.Select(column => new ColumnTerms { Name = column.Name, Type = column.Type, Role = column.Role, Domain = column.Domain })],
    };
}
