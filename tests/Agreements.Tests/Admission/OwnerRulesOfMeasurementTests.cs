using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class OwnerRulesOfMeasurementTests
{
    private static readonly Query[] s_queries = [SampleMeasurement.AskAttribution, SampleMeasurement.AskLift, SampleMeasurement.AskMarkets];

    [Fact]
    public void Campaigns_arms_and_markets_are_one_column_grouped_by()
    {
        Assert.All(s_queries, query => Assert.Empty(Check(keys: 1, query)));
        Assert.All(s_queries, query =>
        {
            DenialReason reason = Assert.Single(Check(keys: 0, query));
            Assert.Equal((DenialCode.OwnerRule, "keys of a question that opens media", "1"), (reason.Code, reason.Claim, reason.Found));
        });
    }

    private static IReadOnlyList<DenialReason> Check(long keys, Query query)
    {
        OwnerRules rules = OwnerRules.None with { MaximumKeys = new OwnerLimitOf { Value = keys } };
        Agreement agreement = SampleMeasurement.Agreement with
        {
            Datasets = [.. SampleMeasurement.Agreement.Datasets.Select(dataset => dataset.Id == SampleMeasurement.Media ? dataset with { Rules = rules } : dataset)],
        };
        return QueryAdmission.Check(agreement, SampleAgreement.Advertiser, query);
    }
}
