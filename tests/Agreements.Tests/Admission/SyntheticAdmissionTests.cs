using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class SyntheticAdmissionTests
{
    private static readonly SyntheticTerms s_terms = SyntheticSamples.Terms;
    private static readonly SyntheticQuery s_query = SyntheticSamples.Query;

    [Fact]
    public void What_the_terms_allow_is_admitted_and_nothing_else()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Columns = [.. s_terms.Columns.Select(column => column.Column)], Rows = 100, Dependences = SyntheticDependences.Adaptive }));
        Outside("rows", s_query with { Rows = 0 });
        Outside("rows", s_query with { Rows = 101 });
        Outside("columns", s_query with { Columns = [] });
        Outside("columns", s_query with { Columns = [SampleAgreement.Column(SampleAgreement.Ads, "user_id")] });
        Outside("columns", s_query with { Columns = [s_query.Columns[0], s_query.Columns[0]] });
        Outside("dependences", s_query with { Dependences = 0 });
        Outside("nanoRho", s_query with { NanoRho = 29_999 });
        Outside("nanoRho", s_query with { NanoRho = 50_000_001 });
    }

    [Fact]
    public void The_check_for_copies_is_paid_by_a_fiftieth()
    {
        Assert.Equal(400_000, s_query.SafetyNanoRho);
        Assert.Equal(1, (s_query with { NanoRho = 3 }).SafetyNanoRho);
    }

    [Fact]
    public void An_answer_of_the_shape_that_the_question_gives_fits() => Assert.True(AnswerCheck.Of(s_terms, s_query, SyntheticSamples.Answer).Holds);

    [Fact]
    public void An_answer_of_another_shape_with_impossible_rows_or_beyond_the_threshold_does_not_fit()
    {
        SyntheticAnswer answer = SyntheticSamples.Answer;
        SyntheticAnswer With(int place, SyntheticValues column) => answer with { Columns = [.. answer.Columns.Select((own, index) => index == place ? column : own)] };
        SyntheticAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Dependences = SyntheticDependences.Adaptive },
            answer with { Rows = 3 },
            answer with { Columns = [] },
            answer with { Columns = [.. answer.Columns.Reverse()] },
            With(0, answer.Columns[0] with { Values = ["side", "bottom", ""] }),
            With(0, answer.Columns[0] with { Codes = "AAAA" }),
            With(0, answer.Columns[0] with { Codes = "!" }),
            With(0, answer.Columns[0] with { Codes = SyntheticCodes.Write([0, 1, 1, 3], 3) }),
            With(2, SyntheticSamples.Values(2, ["0", "1"], [1, 1, 0, 1])),
            answer with { Measurements = [answer.Measurements[0] with { Columns = [s_terms.Columns[3].Column] }] },
            answer with { Measurements = [answer.Measurements[0] with { Deviation = 0 }] },
            answer with { Safety = answer.Safety with { MembershipAdvantage = 0.04 } },
            answer with { Safety = answer.Safety with { ExactShare = 0.6, MembershipAdvantage = 0.15 } },
            answer with { Safety = answer.Safety with { NearShare = 1.2 } },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    [Theory]
    [InlineData(256, 1)]
    [InlineData(257, 2)]
    public void Codes_are_as_narrow_as_their_values_allow_and_are_read_back(int values, int width)
    {
        ushort[] codes = [0, 7, (ushort)(values - 1)];
        SyntheticValues column = new() { Column = s_query.Columns[0], Values = [.. Enumerable.Range(0, values).Select(value => $"{value}")], Codes = SyntheticCodes.Write(codes, values) };
        Assert.Equal(4 * width, column.Codes.Length);
        Assert.True(SyntheticCodes.TryRead(column, 3, out ushort[]? read));
        Assert.Equal(codes, read);
        Assert.False(SyntheticCodes.TryRead(column, 2, out _));
        Assert.False(SyntheticCodes.TryRead(column with { Values = [.. column.Values.Take(values - 1)] }, 3, out _));
    }

    [Fact]
    public void Bins_are_of_equal_width_and_named_by_their_middle()
    {
        Assert.Equal(["2", "8", "14", "20", ""], s_terms.Columns[1].ValuesIn(SampleAgreement.Valid));
        Assert.Equal([6, 12, 18], s_terms.Columns[1].EdgesOf(new RangeDomain { Minimum = 0, Maximum = 23 }));
        SyntheticColumn widest = s_terms.Columns[1] with { Bins = 2 };
        Assert.Equal([0], widest.EdgesOf(new RangeDomain { Minimum = long.MinValue, Maximum = long.MaxValue }));
    }

    private static IReadOnlyList<DenialReason> Check(SyntheticQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, SyntheticQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
