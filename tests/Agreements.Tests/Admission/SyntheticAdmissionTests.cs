using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class SyntheticAdmissionTests
{
    private static readonly SyntheticTerms s_terms = SyntheticSamples.Terms;
    private static readonly SyntheticQuery s_query = SyntheticSamples.Query;

    private static readonly SyntheticTerms s_choosingTerms = s_terms with
    {
        MaximumAttoDelta = 1_000_000,
        Columns =
        [
            .. s_terms.Columns.Select(column => column.Bins > 0 ? column with { Chosen = column.Bins } : column),
            new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Ads, "campaign"), Bins = 0, Chosen = 3 },
        ],
    };

    private static readonly SyntheticQuery s_choosing = s_query with { AttoDelta = 8_000, Columns = [.. s_query.Columns.Take(2), s_choosingTerms.Columns[^1].Column] };

    [Fact]
    public void Before_any_data_it_is_known_how_far_noise_moves_what_the_safety_check_looks_at()
    {
        // ρ is 0.0008 for the check, so counts of people carry 1/√ρ and those of combinations 8·√2/√ρ; of 10,000 people 1,000 are held out.
        SyntheticNoise noise = SyntheticNoise.Expected(SampleAgreement.Valid, SyntheticSamples.Terms, SyntheticSamples.Query);
        Assert.Equal((35.36, 400.0), (Math.Round(noise.NearnessDeviation, 2), Math.Round(noise.SinglingOutDeviation, 2)));
        (double membership, double singlingOut) = noise.AdvantageDeviations(10_000);
        Assert.Equal((0.0616, 0.0707), (Math.Round(membership, 4), Math.Round(singlingOut, 4)));
        Assert.Equal(10 * singlingOut, noise.AdvantageDeviations(1000).SinglingOut, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.AdvantageDeviations(0));
    }

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
    public void Safety_and_fidelity_are_paid_by_a_twenty_fifth_each_and_choices_by_a_tenth()
    {
        Assert.Equal((800_000, 800_000), (s_query.SafetyNanoRho, s_query.FidelityNanoRho));
        Assert.Equal((2, 10), ((s_query with { NanoRho = 3 }).SafetyNanoRho, (s_query with { NanoRho = 3 }).FidelityNanoRho));
        Assert.Equal(0, s_query.NanoRhoOfChoice(s_terms));
        Assert.Equal(1_000_000, s_choosing.NanoRhoOfChoice(s_choosingTerms));
    }

    [Fact]
    public void Values_are_chosen_within_the_delta_of_the_terms_and_for_enough_budget()
    {
        Assert.Empty(Check(s_choosing, s_choosingTerms));
        Outside("attoDelta", s_choosing with { AttoDelta = 7_999 }, s_choosingTerms);
        Outside("attoDelta", s_choosing with { AttoDelta = 1_000_001 }, s_choosingTerms);
        Outside("attoDelta", s_query with { AttoDelta = 1 });
        Outside("nanoRho of a private choice", s_choosing with { NanoRho = 15_999_980 }, s_choosingTerms);
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
            answer with { Safety = answer.Safety with { Closest = [.. answer.Safety.Closest.Skip(1)] } },
            answer with { Safety = answer.Safety with { Closest = [answer.Safety.Closest[0] with { LearnedShare = 0.6 }, .. answer.Safety.Closest.Skip(1)], MembershipAdvantage = 0.2 } },
            answer with { Safety = answer.Safety with { MembershipAuc = 1.2 } },
            answer with { Safety = answer.Safety with { SingledOut = 0.3, SinglingOutAdvantage = 0.13 } },
            answer with { Safety = answer.Safety with { SinglingOutAdvantage = 0 } },
            answer with { Safety = answer.Safety with { HeldOutDeviation = 0 } },
            answer with { Fidelity = answer.Fidelity with { Distances = [] } },
            answer with { Fidelity = answer.Fidelity with { KMarginalScore = 960 } },
            answer with { Fidelity = answer.Fidelity with { PropensityMeanSquaredError = 0.3 } },
            answer with { Fidelity = answer.Fidelity with { Distances = [answer.Fidelity.Distances[0] with { TotalVariation = 0.02 }, .. answer.Fidelity.Distances.Skip(1)] } },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    [Fact]
    public void Chosen_values_are_of_the_kind_and_number_that_the_terms_say()
    {
        SyntheticAnswer With(string[] hours, string[] campaigns) => SyntheticSamples.Answer with
        {
            Columns =
            [
                SyntheticSamples.Answer.Columns[0],
                SyntheticSamples.Answer.Columns[1] with { Values = hours, Codes = SyntheticCodes.Write([0, 0, 1, 1], hours.Length) },
                new SyntheticValues { Column = s_choosing.Columns[2], Values = campaigns, Codes = SyntheticCodes.Write([0, 0, 0, 0], campaigns.Length) },
            ],
        };

        bool Fits(string[] hours, string[] campaigns) => AnswerCheck.Of(s_choosingTerms, s_choosing, With(hours, campaigns)).Holds;
        string[] hours = ["2", "9", "20", ""];
        Assert.True(Fits(hours, ["a", "b", "c", ""]));
        Assert.True(Fits(["11", ""], [""]));
        Assert.All(new string[][] { ["1", "2", "3", "4", "5", ""], ["9", "2", ""], ["2", "24", ""], ["2", "x", ""], ["2", "9"], ["2", "2", ""] }, wrong => Assert.False(Fits(wrong, [""])));
        Assert.All(new string[][] { ["a", "b", "c", "d", ""], ["a", "a", ""], ["a", "b"] }, wrong => Assert.False(Fits(hours, wrong)));
    }

    [Fact]
    public void Lists_name_their_items_and_stand_in_for_the_others()
    {
        Assert.Equal("a^b^other-1^other-2", SyntheticLists.Write(["a", "b"], 2));
        Assert.Equal("", SyntheticLists.Write([], 0));
        Assert.Equal(["a", "b", "other-4"], SyntheticLists.ItemsOf(["a^other-1", "", "b^a", "other-4"]));
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

    private static IReadOnlyList<DenialReason> Check(SyntheticQuery query, SyntheticTerms? terms = null) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [terms ?? s_terms] }, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, SyntheticQuery query, SyntheticTerms? terms = null)
    {
        DenialReason reason = Assert.Single(Check(query, terms));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
