using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of a suppression list: the publisher leaves out the advertiser's people.</summary>
internal static class SuppressionSamples
{
    public static SuppressionTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("leave-out"),
        Requesters = [SampleAgreement.Publisher],
        Recipients = [SampleAgreement.Publisher],
        MaximumNanoRho = 5_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Own = SampleAgreement.Feeds,
        Partner = SampleAgreement.Ads,
        MaximumPeople = 1000,
    };

    public static SuppressionQuery Query { get; } = new() { Terms = Terms.Id, NanoRho = 4_500_000_000, EpsilonPermille = 3000 };

    public static SuppressionAnswer Answer { get; } = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Own = Terms.Own,
        Partner = Terms.Partner,
        EpsilonPermille = Query.EpsilonPermille,
        FalsePositiveRate = 1 / (1 + Math.Exp(3)),
        FalseNegativeRate = 1 / (1 + Math.Exp(3)),
        People = 3,
        Listed = Hashes("ana", "ben"),
        InPartner = ReachSamples.Around(2),
        ListedInPartner = ReachSamples.Around(0.5),
    };

    public static HashedIdList Hashes(params string[] ids)
    {
        byte[] hashes = new byte[ids.Length * HashedId.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            HashedId.Write(System.Text.Encoding.UTF8.GetBytes(ids[i]), hashes.AsSpan(i * HashedId.Length, HashedId.Length));
        }

        return HashedIdList.Of(hashes);
    }
}
