using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class MarketsAdmissionTests
{
    private static readonly MarketsQuery s_query = SampleMeasurement.AskMarkets;

    private static readonly Dictionary<string, (MarketsQuery Query, string[] Claims)> s_refused = new()
    {
        ["nothing treated"] = (s_query with { Treated = [] }, ["treated markets"]),
        ["too few left to compare with"] = (s_query with { Treated = ["east", "mid"] }, ["treated markets"]),
        ["a market that is none"] = (s_query with { Treated = ["abroad"] }, ["treated"]),
        ["one period before"] = (s_query with { PrePeriods = 1 }, ["prePeriods", "prePeriods and postPeriods together"]),
        ["no period since"] = (s_query with { PostPeriods = 0 }, ["postPeriods"]),
        ["too many periods"] = (s_query with { PrePeriods = 8, PostPeriods = 3 }, ["prePeriods and postPeriods together"]),
        ["more periods than numbers"] = (s_query with { PrePeriods = int.MaxValue, PostPeriods = int.MaxValue }, ["prePeriods", "postPeriods", "prePeriods and postPeriods together"]),
        ["a period of seconds"] = (s_query with { PeriodSeconds = 3599 }, ["periodSeconds"]),
        ["a period of years"] = (s_query with { PeriodSeconds = 31_622_401 }, ["periodSeconds"]),
        ["a start in parts of a second"] = (s_query with { Start = s_query.Start.AddMilliseconds(1) }, ["start"]),
        ["a start elsewhere on earth"] = (s_query with { Start = s_query.Start.ToOffset(TimeSpan.FromHours(2)) }, ["start"]),
        ["a start before time"] = (s_query with { Start = DateTimeOffset.MinValue }, ["start"]),
        ["two values"] = (s_query with { Values = [SampleMeasurement.ShopColumn("points"), SampleMeasurement.ShopColumn("amount")] }, ["values", "values"]),
        ["a value that the terms do not name"] = (s_query with { Values = [SampleMeasurement.ShopColumn("amount")] }, ["values"]),
    };

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { PrePeriods = 2, PostPeriods = 8, NanoRho = 1000, Values = [] }));
        Assert.Empty(Check(s_query with { Start = DateTimeOffset.UnixEpoch }));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_parameter_outside_the_terms_is_refused(string name)
    {
        (MarketsQuery query, string[] claims) = s_refused[name];
        IReadOnlyList<DenialReason> reasons = Check(query);
        Assert.Equal(claims, reasons.Select(reason => reason.Claim));
        Assert.All(reasons, reason => Assert.Equal(DenialCode.ParameterOutsideTerms, reason.Code));
    }

    private static IReadOnlyList<DenialReason> Check(Query query) => QueryAdmission.Check(SampleMeasurement.Agreement, SampleAgreement.Advertiser, query);
}
