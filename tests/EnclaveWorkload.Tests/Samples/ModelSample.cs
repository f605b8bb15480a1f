using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Terms and questions of private models over the tables of <see cref="Sample"/>.</summary>
internal static class ModelSample
{
    public static PartyId Owner { get; } = PartyId.Parse("owner");

    public static PrivateModelTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("ctr"),
        Requesters = [Owner],
        Recipients = [Owner],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Sample.Ads,
        Partner = Sample.Feeds,
        Label = Sample.Column(Sample.Ads, "label"),
        Features =
        [
            Sample.Column(Sample.Ads, "slot"), Sample.Column(Sample.Ads, "campaign"), Sample.Column(Sample.Ads, "price"), Sample.Column(Sample.Ads, "tags"), Sample.Column(Sample.Ads, "bought"),
            Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Feeds, "city"), Sample.Column(Sample.Feeds, "interests"), Sample.Column(Sample.Feeds, "engaged"),
        ],
        Kinds = [PrivateModelKind.Additive, PrivateModelKind.Logistic, PrivateModelKind.Trees],
        Protects = ProtectedPeople.Everybody,
        HeldOutPercent = 40,
        RowsPerPerson = 3,
        ScoreBins = 16,
        HashBuckets = 32,
        MaximumRounds = 10,
        Segments = [Sample.Column(Sample.Ads, "slot")],
        IntendedUse = "To test.",
    };

    /// <summary>Ads are known to their owner; whether a reader is engaged is not.</summary>
    public static PrivateModelTerms SemiSensitive { get; } = Terms with
    {
        Id = TermsId.Parse("semi"),
        Label = Sample.Column(Sample.Feeds, "engaged"),
        Features = [.. Terms.Features.Where(feature => feature.Dataset == Sample.Ads)],
        Protects = ProtectedPeople.Partner,
    };

    /// <summary>The same, and the partner's other columns are features, which are not known either.</summary>
    public static PrivateModelTerms Hybrid { get; } = SemiSensitive with
    {
        Id = TermsId.Parse("hybrid"),
        Features = [.. Terms.Features.Where(feature => feature != SemiSensitive.Label)],
    };

    /// <summary>The outcome is known to the owner of the rows; the partner's columns are not.</summary>
    public static PrivateModelTerms HybridColumns { get; } = Terms with { Id = TermsId.Parse("columns"), Protects = ProtectedPeople.Partner };

    /// <summary>Two categories, and a number of either side, of which the agreement leaves vocabulary and bounds to be discovered.</summary>
    public static PrivateModelTerms Open { get; } = Terms with
    {
        Id = TermsId.Parse("open"),
        MaximumAttoDelta = 1_000_000_000_000,
        Features = [.. Terms.Features, Sample.Column(Sample.Ads, "margin"), Sample.Column(Sample.Feeds, "age")],
    };

    /// <summary>The same where the advertiser's own are known to it.</summary>
    public static PrivateModelTerms OpenHybrid { get; } = Open with { Id = TermsId.Parse("openhybrid"), Protects = ProtectedPeople.Partner };

    public static PrivateModelQuery Ask { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 5_000_000_000,
        Model = PrivateModelKind.Additive,
        Rounds = 4,
        ClipPercent = 100,
        CalibrationPermille = 100,
        QualityPermille = 200,
        Compare = true,
        Segments = Terms.Segments,
    };

    public static PrivateModelQuery AskSemiSensitive { get; } = Ask with { Terms = SemiSensitive.Id, Compare = false };

    public static PrivateModelQuery AskHybrid { get; } = Ask with { Terms = Hybrid.Id };

    public static PrivateModelQuery AskHybridColumns { get; } = Ask with { Terms = HybridColumns.Id, Compare = false };

    public static PrivateModelQuery AskOpen { get; } = Ask with { Terms = Open.Id, SelectionPermille = 200, AttoDelta = 1_000_000_000 };

    public static PrivateModelQuery AskOpenHybrid { get; } = AskOpen with { Terms = OpenHybrid.Id, Compare = false };

    /// <summary>The sample's, with numbers whose bounds are to be discovered.</summary>
    public static Agreement OpenAgreement { get; } = Sample.Agreement(Open, OpenHybrid) with { Datasets = [Opened(Sample.FeedsTerms, "age"), Opened(Sample.AdsTerms, "margin")] };

    private static DatasetTerms Opened(DatasetTerms dataset, string number) =>
        dataset with { Columns = [.. dataset.Columns.Select(column => column.Name == number ? column with { Domain = new DiscoveredDomain() } : column)] };

    public static Agreement Agreement { get; } = Sample.Agreement(Terms, SemiSensitive, Hybrid, HybridColumns);
}
