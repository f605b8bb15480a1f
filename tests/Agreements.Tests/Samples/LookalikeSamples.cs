using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of a lookalike audience: the publisher's readers who resemble the advertiser's people.</summary>
internal static class LookalikeSamples
{
    public static LookalikeTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("lookalike"),
        Requesters = [SampleAgreement.Publisher],
        Recipients = [SampleAgreement.Publisher],
        MaximumNanoRho = 2_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Seed = SampleAgreement.Ads,
        Audience = SampleAgreement.Feeds,
        Features = [SampleAgreement.Column(SampleAgreement.Feeds, "section")],
        Existing = [],
        HeldOutPercent = 20,
        MinimumSeed = LookalikeTerms.UsualMinimumSeed,
        Sizes = [new PermilleSize { Value = 10 }, new PeopleSize { Value = 3 }],
    };

    public static LookalikeQuery Query { get; } = new() { Terms = Terms.Id, NanoRho = 2_000_000, Size = Terms.Sizes[1] };

    public static LookalikeAnswer Answer { get; } = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Audience = Terms.Audience,
        Seed = Terms.Seed,
        Size = Query.Size,
        People = 1000,
        MatchedSeed = ReachSamples.Around(600),
        IsSeedLargeEnough = true,
        Segment = SuppressionSamples.Hashes("ana", "ben", "cleo"),
        Curve = [.. Terms.Sizes.Select(size => new LookalikePoint { Size = size, People = size.Of(1000), Recall = ReachSamples.Around(0.2), Relevance = ReachSamples.Around(3) })],
        InExisting = [],
    };
}
