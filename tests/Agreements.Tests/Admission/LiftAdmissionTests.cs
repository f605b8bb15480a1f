using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class LiftAdmissionTests
{
    private static readonly LiftQuery s_query = SampleMeasurement.AskLift;
    private static readonly LiftQuery s_label = s_query with { Terms = SampleMeasurement.LabelLift.Id, WindowSeconds = 0 };

    private static readonly Dictionary<string, (LiftQuery Query, string Claim)> s_refused = new()
    {
        ["no window"] = (s_query with { WindowSeconds = 0 }, "windowSeconds"),
        ["a longer window than agreed"] = (s_query with { WindowSeconds = 86_401 }, "windowSeconds"),
        ["a window for a label"] = (s_label with { WindowSeconds = 1 }, "windowSeconds"),
        ["a value twice"] = (s_query with { Values = [s_query.Values[0], s_query.Values[0]] }, "values"),
        ["a value that the terms do not name"] = (s_query with { Values = [SampleMeasurement.ShopColumn("points")] }, "values"),
        ["too little for a value"] = (s_query with { NanoRho = 15_998 }, "nanoRho of each value"),
    };

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_label));
        Assert.Empty(Check(s_query with { NanoRho = 16_000, WindowSeconds = 1 }));
        Assert.Empty(Check(s_query with { NanoRho = 1000, Values = [] }));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_parameter_outside_the_terms_is_refused(string name)
    {
        (LiftQuery query, string claim) = s_refused[name];
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }

    [Fact]
    public void Shares_of_rho_never_add_up_to_more_than_was_asked()
    {
        LiftQuery query = s_query with { NanoRho = 1_000_001, Values = [s_query.Values[0], SampleMeasurement.ShopColumn("age"), SampleMeasurement.ShopColumn("points")] };
        Assert.Equal((500_000, 166_667), (query.PeopleNanoRho, query.ValueNanoRho));
        Assert.Equal((1000, 0), ((s_query with { NanoRho = 1000, Values = [] }).PeopleNanoRho, (s_query with { Values = [] }).ValueNanoRho));
    }

    private static IReadOnlyList<DenialReason> Check(Query query) => QueryAdmission.Check(SampleMeasurement.Agreement, SampleAgreement.Advertiser, query);
}
