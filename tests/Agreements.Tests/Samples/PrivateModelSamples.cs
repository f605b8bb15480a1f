using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of a private model over <see cref="SampleDatasets"/>.</summary>
internal static class PrivateModelSamples
{
    public static PrivateModelTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("ctr"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser, SampleAgreement.Publisher],
        MaximumNanoRho = 20_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 600,
        Rows = SampleAgreement.Ads,
        Partner = SampleAgreement.Feeds,
        Label = SampleTerms.Label,
        Features =
        [
            SampleAgreement.Column(SampleAgreement.Ads, "slot"), SampleAgreement.Column(SampleAgreement.Ads, "campaign"), SampleAgreement.Column(SampleAgreement.Ads, "shown_at"),
            SampleAgreement.Column(SampleAgreement.Ads, "hour"), SampleAgreement.Column(SampleAgreement.Feeds, "section"), SampleAgreement.Column(SampleAgreement.Feeds, "interests"),
            SampleAgreement.Column(SampleAgreement.Feeds, "age"), SampleAgreement.Column(SampleAgreement.Feeds, "engaged"),
        ],
        Kinds = [PrivateModelKind.Additive, PrivateModelKind.Logistic],
        Protects = ProtectedPeople.Everybody,
        HeldOutPercent = 30,
        RowsPerPerson = 5,
        ScoreBins = 32,
        HashBuckets = 64,
        MaximumRounds = 20,
        Segments = [SampleAgreement.Column(SampleAgreement.Ads, "slot")],
        IntendedUse = "To rank advertisements for readers.",
    };

    /// <summary>The publisher learns to predict who clicks at the advertiser's, from its own columns.</summary>
    public static PrivateModelTerms SemiSensitive { get; } = Terms with
    {
        Id = TermsId.Parse("semi"),
        Requesters = [SampleAgreement.Publisher],
        Recipients = [SampleAgreement.Publisher],
        Rows = SampleAgreement.Feeds,
        Partner = SampleAgreement.Ads,
        Features = [SampleAgreement.Column(SampleAgreement.Feeds, "section"), SampleAgreement.Column(SampleAgreement.Feeds, "age")],
        Segments = [],
        Protects = ProtectedPeople.Partner,
    };

    public static PrivateModelQuery Query { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 20_000_000,
        Model = PrivateModelKind.Additive,
        Rounds = 10,
        ClipPercent = 100,
        CalibrationPermille = 50,
        QualityPermille = 100,
        Compare = true,
        Segments = Terms.Segments,
    };

    public static PrivateModelQuery AskSemiSensitive { get; } = Query with { Terms = SemiSensitive.Id, Compare = false, Segments = [] };

    public static PrivateModelAnswer Answer { get; } = AnswerUnder(Terms, Query);

    public static PrivateModelAnswer AnswerUnder(PrivateModelTerms terms, PrivateModelQuery query) => new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = false,
        Label = terms.Label,
        TowardsOnly = terms.HoldsTowardRecipientOnly ? terms.Recipients : [],
        Model = new ReleasedModel
        {
            Kind = query.Model,
            Format = ReleasedModel.LightGbm,
            Text = "tree\n",
            Features = PrivateModelFeatures.Of(SampleAgreement.Valid, terms, query.Selects),
            Curves = [.. PrivateModelFeatures.Of(SampleAgreement.Valid, terms, query.Selects).Select(Curve)],
        },
        Card = new ModelCard
        {
            Purpose = SampleAgreement.Valid.Purpose,
            IntendedUse = terms.IntendedUse,
            Protects = "everybody",
            Epsilon = 1000,
            StatementAttoDelta = SampleAgreement.Valid.Privacy.StatementAttoDelta,
            ModelNanoRho = 1000,
            RowsPerPerson = terms.RowsPerPerson,
            Bounds = ModelBounds.Of(terms, query, PrivateModelFeatures.Of(SampleAgreement.Valid, terms, query.Selects)),
            KnownLimits = ["It is a sample."],
        },
        Quality = Quality(),
        Segments = [.. query.Segments.SelectMany(_ => new string[][] { ["side"], ["top"], [] }).Select(values => new SegmentQuality { Values = values, Quality = Quality() })],
        Reference = query.ReferencePermille > 0
            ?
            [
                new ReferenceQuality
                {
                    Shards = query.ReferenceShards,
                    Auc = ReachSamples.Around(0.7) with { InferredFrom = Figure.FromSamplingAndNoise },
                    LogLoss = ReachSamples.Around(0.3) with { InferredFrom = Figure.FromSamplingAndNoise },
                },
            ]
            : [],
        Comparison = query.Compare
            ?
            [
                new ModelComparison
                {
                    WithoutPartner = Quality(),
                    AucGain = ReachSamples.Around(0.01),
                    AucGainAtLarge = ReachSamples.Around(0.01) with { InferredFrom = Figure.FromSamplingAndNoise },
                    Significance = 0.04,
                },
            ]
            : [],
    };

    private static FeatureCurve Curve(ModelFeature feature) => new()
    {
        Thresholds = feature.Domain is NumberDomain number ? [(number.Low + number.High) / 2] : [],
        Values = [.. Enumerable.Repeat(0.25, feature.Domain switch { CategoryDomain category => category.Values.Count, HashedDomain hashed => hashed.Buckets, _ => 2 })],
        Missing = -0.5,
    };

    private static ModelQuality Quality() => new()
    {
        Rows = ReachSamples.Around(1000),
        PositiveRate = ReachSamples.Around(0.1),
        Auc = ReachSamples.Around(0.7),
        LogLoss = ReachSamples.Around(0.3),
        NormalisedEntropy = ReachSamples.Around(0.9),
        Calibration = ReachSamples.Around(1),
        TopDecileLift = ReachSamples.Around(2),
        CalibrationCurve = [],
    };
}
