using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>A result made the only way there is: noise drawn under a grant, and signed by the instance's key.</summary>
internal static class SampleResult
{
    /// <summary>The payload of a result of <see cref="SampleDocuments.Job"/>, with noise from a seed.</summary>
    public static byte[] Payload { get; } = PayloadUnder(SampleAgreement.Signed, SampleEvidence.For(SampleAgreement.Signed.Hash));

    public static byte[] Valid { get; } = Sign(Payload);

    public static byte[] Sign(byte[] payload) => TestMessage.Sign1(payload, Result.ContentType, TestOnlyKey.InstanceSigning);

    public static byte[] SignChanged(Action<JsonObject> change) => Sign(SampleDocuments.Edit(Payload, change));

    public static byte[] PayloadUnder(SignedAgreement agreement, Evidence evidence, string requesterKey = "advertiser") =>
        SampleDocuments.PayloadOf(SignUnder(agreement, evidence, requesterKey).Encoded);

    public static SignedResult SignUnder(SignedAgreement agreement, Evidence evidence, string requesterKey = "advertiser")
    {
        byte[] job = SampleDocuments.Sign(SampleDocuments.Job with { Agreement = agreement.Hash }, requesterKey);
        Assert.True(SignedDocument.TryOpen(job, agreement, out SignedDocument<Job>? opened, out DocumentRefusal? refusal), refusal?.ToString());
        using CoseSigner signer = InstanceSigner();
        return SignedResult.Sign(Release(), Context(agreement, opened, evidence), signer);
    }

    /// <summary>The payload with another question and answer in it, which need not fit.</summary>
    public static byte[] PayloadUnder(SignedAgreement agreement, Evidence evidence, Query query, Answer answer)
    {
        byte[] job = SampleDocuments.Sign(SampleDocuments.Job with { Agreement = agreement.Hash, Query = query }, "advertiser");
        Assert.True(SignedDocument.TryOpen(job, agreement, out SignedDocument<Job>? opened, out DocumentRefusal? refusal), refusal?.ToString());
        using CoseSigner signer = InstanceSigner();
        return SampleDocuments.PayloadOf(SignedResult.Sign(Release().Map(_ => answer), Context(agreement, opened, evidence), signer).Encoded);
    }

    public static CoseSigner InstanceSigner() =>
        CoseSigner.FromEcdsa(System.Security.Cryptography.ECDsa.Create(TestOnlyKey.InstanceSigning.ExportParameters(true)));

    private static ResultContext Context(SignedAgreement agreement, SignedDocument<Job> job, Evidence evidence) => new()
    {
        Agreement = agreement,
        Job = job,
        Recipients = SampleTerms.Overlap.Recipients,
        Datasets =
        [
            DatasetOf(SampleAgreement.Feeds, 1, "feeds manifest"u8),
            DatasetOf(SampleAgreement.Ads, 3, "ads manifest"u8),
        ],
        Grants = [Digest256.Of("a grant"u8), Digest256.Of("another grant"u8)],
        IssuedAt = SampleAgreement.Now,
        BudgetsLeft =
        [
            new BudgetLeft
            {
                Owner = SampleAgreement.Publisher,
                Requester = SampleAgreement.Advertiser,
                GrantedNanoRho = 10_000_000,
                LeftNanoRho = 9_000_000,
                GrantedAttoDelta = 0,
                LeftAttoDelta = 0,
            },
        ],
        Evidence = evidence.Write(),
    };

    private static ResultDataset DatasetOf(DatasetId id, int version, ReadOnlySpan<byte> manifest) => new()
    {
        Dataset = id,
        Version = version,
        Manifest = Digest256.Of(manifest),
        ConsentCutOff = SampleAgreement.Now.AddDays(-2),
    };

    private static PrivateRelease<Answer> Release()
    {
        NoisyCounts counts = new("people in one table or both", 3, CountNoise.ForRho(Sensitivity.OfEntries(2, 1), Rho.FromNano(1_000_000)));
        using SeededEntropy entropy = new(5);
        BudgetFilter filter = new(new MemoryReservationStore(), entropy);
        BudgetAccount account = new(new BudgetAccountId("publisher", "advertiser"), new PrivacyCost(10_000_000, 0));
        Assert.True(filter.TrySpend(new ReservationId("job-1"), new PrivacyPlan(counts), [account], out BudgetGrant? grant, out _));
        using (grant)
        {
            grant.Open();
            return counts.Release(grant, [6000, 3000, 1000]).Map<Answer>(Answer);
        }
    }

    private static OverlapAnswer Answer(ImmutableArray<long> noisy) => new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = true,
        Overlap = Around(noisy[2]),
        Tables =
        [
            new TableFigures { Dataset = SampleAgreement.Feeds, People = Around(noisy[0] + noisy[2]), MatchRate = Around(0.125) },
            new TableFigures { Dataset = SampleAgreement.Ads, People = Around(noisy[1] + noisy[2]), MatchRate = Around(0.25) },
        ],
    };

    private static Figure Around(double value) => new() { Estimate = value, Low = value / 2, High = value * 2 };
}
