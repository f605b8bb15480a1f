using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class AttributionAdmissionTests
{
    private static readonly AttributionQuery s_query = SampleMeasurement.AskAttribution;

    private static readonly Dictionary<string, (AttributionQuery Query, string Claim)> s_refused = new()
    {
        ["no window"] = (s_query with { WindowSeconds = 0 }, "windowSeconds"),
        ["a longer window than agreed"] = (s_query with { WindowSeconds = 86_401 }, "windowSeconds"),
        ["no model"] = (s_query with { Models = [] }, "models"),
        ["a model twice"] = (s_query with { Models = [Decay(1), Decay(2)] }, "models"),
        ["a model that the terms do not name"] = (s_query with { Models = [new LinearModel()] }, "models"),
        ["too many models"] = (s_query with { Models = [.. s_query.Models, new LastTouchModel()] }, "models"),
        ["no half-life"] = (s_query with { Models = [Decay(0)] }, "halfLifeSeconds"),
        ["a half-life beyond the longest window"] = (s_query with { Models = [Decay(86_401)] }, "halfLifeSeconds"),
        ["nothing for the first"] = (s_query with { Models = [Position(0, 40)] }, "firstPercent"),
        ["nothing for the last"] = (s_query with { Models = [Position(40, 0)] }, "lastPercent"),
        ["more than everything"] = (s_query with { Models = [Position(60, 41)] }, "firstPercent and lastPercent together"),
        ["a value twice"] = (s_query with { Values = [s_query.Values[0], s_query.Values[0]] }, "values"),
        ["a value that the terms do not name"] = (s_query with { Values = [SampleMeasurement.ShopColumn("age")] }, "values"),
        ["too little for each"] = (s_query with { NanoRho = 1999 }, "nanoRho of conversions and of each value"),
    };

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { NanoRho = 2000, WindowSeconds = 1, Models = [Decay(86_400), Position(50, 50)] }));
        Assert.Empty(Check(s_query with { NanoRho = 1000, Values = [] }));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_parameter_outside_the_terms_is_refused(string name)
    {
        (AttributionQuery query, string claim) = s_refused[name];
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }

    private static TimeDecayModel Decay(long seconds) => new() { HalfLifeSeconds = seconds };

    private static PositionBasedModel Position(int first, int last) => new() { FirstPercent = first, LastPercent = last };

    private static IReadOnlyList<DenialReason> Check(Query query) => QueryAdmission.Check(SampleMeasurement.Agreement, SampleAgreement.Advertiser, query);
}
