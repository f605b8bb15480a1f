using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class QueryAdmissionTests
{
    private static readonly OverlapQuery s_overlap = new() { Terms = SampleAgreement.Overlap, NanoRho = 2_000_000 };

    private static readonly SegmentsQuery s_public = new()
    {
        Terms = SampleAgreement.Segments,
        NanoRho = 5_000_000,
        AttoDelta = 0,
        Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "section"), SampleAgreement.Column(SampleAgreement.Ads, "slot")],
        Measures = [new RowsMeasure { Name = MeasureName.Parse("rows") }],
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 100,
    };

    private static readonly SegmentsQuery s_discovered = s_public with
    {
        AttoDelta = 100_000_000_000,
        Keys = [SampleAgreement.Column(SampleAgreement.Ads, "campaign")],
    };

    private static readonly CtrModelQuery s_model = new()
    {
        Terms = SampleAgreement.Model,
        NanoRho = 20_000_000,
        Trees = 200,
        Leaves = 63,
        LearningRatePermille = 100,
        MinimumRowsPerLeaf = 20,
    };

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_overlap));
        Assert.Empty(Check(s_overlap with { NanoRho = QueryAdmission.MinimumNanoRho }));
        Assert.Empty(Check(s_public));
        Assert.Empty(Check(s_discovered));
        Assert.Empty(Check(s_model));
    }

    [Fact]
    public void Unknown_terms_are_refused_with_those_there_are()
    {
        DenialReason reason = Assert.Single(Check(s_overlap with { Terms = TermsId.Parse("rows") }));
        Assert.Equal((DenialCode.QueryNotInAgreement, "terms", "rows"), (reason.Code, reason.Claim, reason.Found));
        Assert.Contains("overlap, segments, model", reason.Wanted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_of_another_kind_than_its_terms_is_refused() =>
        Assert.Equal(
            (DenialCode.QueryNotInAgreement, "kind"),
            One(Check(s_overlap with { Terms = SampleAgreement.Model })));

    [Fact]
    public void Whoever_the_terms_do_not_name_may_not_ask()
    {
        Assert.Equal((DenialCode.RequesterNotAllowed, "requester"), One(QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Publisher, s_public)));
        Assert.Equal((DenialCode.RequesterNotAllowed, "requester"), One(QueryAdmission.Check(SampleAgreement.Valid, PartyId.Parse("stranger"), s_overlap)));
        Assert.Equal((DenialCode.RequesterNotAllowed, "requester"), One(QueryAdmission.Check(SampleAgreement.Valid, default, s_overlap)));
    }

    [Theory]
    [InlineData(2_000_001)]
    [InlineData(999)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_cost_outside_the_terms_is_refused(long nanoRho) => Outside("nanoRho", s_overlap with { NanoRho = nanoRho });

    [Fact]
    public void A_group_has_up_to_three_keys_of_the_terms_each_once()
    {
        ColumnReference slot = SampleAgreement.Column(SampleAgreement.Ads, "slot");
        Outside("keys", s_public with { Keys = [slot, slot] });
        Assert.Empty(Check(s_public with { Keys = [.. s_public.Keys, SampleTerms.Segments.Keys[3]], AttoDelta = 1_000_000 }));
        Outside("keys", s_public with { Keys = SampleTerms.Segments.Keys, AttoDelta = 1_000_000 });
        Outside("keys", s_public with { Keys = [slot, SampleAgreement.Column(SampleAgreement.Feeds, "postcode")], AttoDelta = 1_000_000 });
        Assert.Empty(Check(s_public with { Keys = [] }));
    }

    [Fact]
    public void Public_groups_are_all_reported_so_there_must_be_room_for_them()
    {
        Agreement small = SampleAgreement.Valid with { Queries = [SampleTerms.Segments with { MaximumGroups = 5 }] };
        Assert.Equal(
            (DenialCode.ParameterOutsideTerms, "keys: combinations of public values"),
            One(QueryAdmission.Check(small, SampleAgreement.Advertiser, s_public)));
    }

    [Fact]
    public void Delta_is_for_discovered_groups_and_never_free()
    {
        Outside("attoDelta", s_public with { AttoDelta = 1 });
        Outside("attoDelta", s_discovered with { AttoDelta = 0 });
        Outside("attoDelta", s_discovered with { AttoDelta = -1 });
        Outside("nanoRho of a private selection", s_discovered with { NanoRho = QueryAdmission.MinimumNanoRho });
        Outside("attoDelta", s_discovered with { AttoDelta = 100_000_000_001 });
    }

    [Fact]
    public void A_private_selection_has_a_least_rho_and_delta_for_each_group_of_a_person()
    {
        int groups = SampleTerms.Segments.GroupsPerPerson;
        long leastRho = (long)QueryAdmission.MinimumSelectionNanoRho * groups;
        long leastDelta = (long)QueryAdmission.MinimumSelectionAttoDelta * groups;
        Assert.Equal((500_000, 2000), (leastRho, leastDelta));
        Assert.Empty(Check(s_discovered with { NanoRho = leastRho, AttoDelta = leastDelta }));
        Outside("nanoRho of a private selection", s_discovered with { NanoRho = leastRho - 1 });
        Outside("attoDelta", s_discovered with { AttoDelta = leastDelta - 1 });
        Assert.Empty(Check(s_public with { NanoRho = QueryAdmission.MinimumNanoRho }));
    }

    [Fact]
    public void A_public_key_beside_a_discovered_one_is_discovered()
    {
        SegmentsQuery mixed = s_discovered with { Keys = [s_public.Keys[0], s_discovered.Keys[0]] };
        Assert.Empty(Check(mixed));
        Outside("attoDelta", mixed with { AttoDelta = 0 });
    }

    [Theory]
    [InlineData(0, 63, 100, 20, "trees")]
    [InlineData(201, 63, 100, 20, "trees")]
    [InlineData(200, 1, 100, 20, "leaves")]
    [InlineData(200, 64, 100, 20, "leaves")]
    [InlineData(200, 63, 0, 20, "learningRatePermille")]
    [InlineData(200, 63, 1001, 20, "learningRatePermille")]
    [InlineData(200, 63, 100, 0, "minimumRowsPerLeaf")]
    [InlineData(200, 63, 100, 1_000_001, "minimumRowsPerLeaf")]
    public void A_models_parameter_outside_its_terms_is_refused(int trees, int leaves, int rate, int rows, string claim) =>
        Outside(claim, s_model with { Trees = trees, Leaves = leaves, LearningRatePermille = rate, MinimumRowsPerLeaf = rows });

    [Fact]
    public void A_figure_through_a_model_needs_the_exception_that_every_owner_signed()
    {
        Agreement strict = SampleAgreement.Valid with { Privacy = SampleAgreement.Valid.Privacy with { TrainingUsers = TrainingUsers.Protected } };
        Assert.Equal((DenialCode.TrainingUsersProtected, "privacy.trainingUsers"), One(QueryAdmission.Check(strict, SampleAgreement.Advertiser, s_model)));
        Assert.Empty(QueryAdmission.Check(strict, SampleAgreement.Advertiser, s_discovered));
    }

    [Fact]
    public void Every_reason_is_given_not_the_first_only()
    {
        CtrModelQuery query = s_model with { NanoRho = 1, Trees = 0, Leaves = 0, LearningRatePermille = 0, MinimumRowsPerLeaf = 0 };
        IReadOnlyList<DenialReason> reasons = QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Publisher, query);
        Assert.Equal(["requester", "nanoRho", "trees", "leaves", "learningRatePermille", "minimumRowsPerLeaf"], reasons.Select(reason => reason.Claim));
        Assert.All(reasons, reason => Assert.Equal("agreement", reason.AskedBy));
    }

    [Fact]
    public void A_reason_says_what_was_found_and_what_was_wanted() =>
        Assert.Equal(
            "ParameterOutsideTerms: nanoRho is 1, wanted 1000 to 2000000 (asked by agreement)",
            Assert.Single(Check(s_overlap with { NanoRho = 1 })).ToString());

    private static IReadOnlyList<DenialReason> Check(Query query) => QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Advertiser, query);

    private static (DenialCode Code, string Claim) One(IReadOnlyList<DenialReason> reasons)
    {
        DenialReason reason = Assert.Single(reasons);
        return (reason.Code, reason.Claim);
    }

    private static void Outside(string claim, Query query) => Assert.Equal((DenialCode.ParameterOutsideTerms, claim), One(Check(query)));
}
