using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class SegmentsAdmissionTests
{
    private static readonly ColumnReference s_section = SampleAgreement.Column(SampleAgreement.Feeds, "section");
    private static readonly ColumnReference s_hour = SampleAgreement.Column(SampleAgreement.Ads, "hour");
    private static readonly ColumnReference s_price = SampleAgreement.Column(SampleAgreement.Ads, "price");

    private static readonly SegmentsQuery s_query = new()
    {
        Terms = SampleAgreement.Segments,
        NanoRho = 5_000_000,
        AttoDelta = 0,
        Keys = [s_section],
        Measures =
        [
            new RowsMeasure { Name = Name("rows") },
            new PeopleMeasure { Name = Name("people") },
            new OutcomeMeasure { Name = Name("clicks"), Column = SampleTerms.Label },
            new AmountMeasure { Name = Name("cost"), Column = s_price },
            new RatioMeasure { Name = Name("ctr"), Of = Name("clicks"), Per = Name("rows") },
            new IncrementMeasure { Name = Name("extra"), Of = Name("clicks"), Per = Name("rows"), BaselinePerMillion = 1000 },
            new RatioMeasure { Name = Name("cost-per-extra"), Of = Name("cost"), Per = Name("extra") },
        ],
        Where = [new AnyOfCondition { Column = s_section, Values = ["news", "sport"] }, new BetweenCondition { Column = s_hour, Minimum = 8, Maximum = 20 }],
        Having = [new FigureCondition { Figure = Name("ctr"), Is = FigureComparison.AtLeast, Value = 0.01 }],
        OrderBy = [new FigureOrder { Figure = Name("rows"), Descending = true }],
        Limit = SegmentsQuery.MostShown,
    };

    [Fact]
    public void Everything_the_terms_name_may_be_asked_at_once() => Assert.Empty(Check(s_query));

    [Fact]
    public void Figures_are_one_to_sixteen_with_names_of_their_own()
    {
        Outside("measures", s_query with { Measures = [], Having = [], OrderBy = [] });
        Outside("measures", s_query with { Measures = [.. s_query.Measures, s_query.Measures[0]] });
        Outside("measures", s_query with { Measures = [.. s_query.Measures, .. Enumerable.Range(0, 10).Select(i => new RowsMeasure { Name = Name($"rows-{i}") })] });
    }

    [Fact]
    public void Outcomes_and_amounts_are_those_of_the_terms()
    {
        Outside("measures: outcome", With(new OutcomeMeasure { Name = Name("x"), Column = SampleAgreement.Column(SampleAgreement.Feeds, "engaged") }));
        Outside("measures: outcome", With(new OutcomeMeasure { Name = Name("x"), Column = s_price }));
        Outside("measures: amount", With(new AmountMeasure { Name = Name("x"), Column = s_hour }));
        Outside("measures: amount", With(new AmountMeasure { Name = Name("x"), Column = SampleAgreement.Column(SampleAgreement.Feeds, "postcode") }));
    }

    [Fact]
    public void A_ratio_is_of_two_different_figures_of_the_question_that_are_no_ratios()
    {
        Outside("measures: of, per", With(new RatioMeasure { Name = Name("x"), Of = Name("clicks"), Per = Name("nothing") }));
        Outside("measures: of, per", With(new RatioMeasure { Name = Name("x"), Of = Name("ctr"), Per = Name("rows") }));
        Outside("measures: of, per", With(new RatioMeasure { Name = Name("x"), Of = Name("rows"), Per = Name("rows") }));
        Outside("measures: of, per", With(new RatioMeasure { Name = Name("x"), Of = Name("x"), Per = Name("rows") }));
        Outside("measures: of, per", With(new IncrementMeasure { Name = Name("x"), Of = Name("cost"), Per = Name("rows"), BaselinePerMillion = 1 }));
        Outside("measures: of, per", With(new IncrementMeasure { Name = Name("x"), Of = Name("extra"), Per = Name("rows"), BaselinePerMillion = 1 }));
        Outside("measures: baselinePerMillion", With(new IncrementMeasure { Name = Name("x"), Of = Name("clicks"), Per = Name("rows"), BaselinePerMillion = -1 }));
        Outside("measures: baselinePerMillion", With(new IncrementMeasure { Name = Name("x"), Of = Name("clicks"), Per = Name("rows"), BaselinePerMillion = 1_000_001 }));
    }

    [Fact]
    public void Rows_are_chosen_by_the_filters_of_the_terms_and_by_public_values_alone()
    {
        Outside("where", Where(new AnyOfCondition { Column = SampleAgreement.Column(SampleAgreement.Ads, "campaign"), Values = ["x"] }));
        Outside("where", Where(new AnyOfCondition { Column = s_hour, Values = ["8"] }));
        Outside("where", Where(new BetweenCondition { Column = s_section, Minimum = 0, Maximum = 1 }));
        Outside("where: feeds.section", Where(new AnyOfCondition { Column = s_section, Values = [] }));
        Outside("where: feeds.section", Where(new AnyOfCondition { Column = s_section, Values = ["weather"] }));
        Outside("where: feeds.section", Where(new AnyOfCondition { Column = s_section, Values = ["news", "news"] }));
        Outside("where: ads.hour, minimum", Where(new BetweenCondition { Column = s_hour, Minimum = -1, Maximum = 20 }));
        Outside("where: ads.hour, maximum", Where(new BetweenCondition { Column = s_hour, Minimum = 8, Maximum = 24 }));
        Outside("where: ads.hour, maximum", Where(new BetweenCondition { Column = s_hour, Minimum = 8, Maximum = 7 }));
        Outside("where", Where([.. Enumerable.Repeat(s_query.Where[0], 17)]));
    }

    [Fact]
    public void Conditions_and_orders_are_about_figures_of_the_question()
    {
        Outside("having, orderBy", s_query with { Having = [new FigureCondition { Figure = Name("nothing"), Is = FigureComparison.Below, Value = 1 }] });
        Outside("having, orderBy", s_query with { OrderBy = [new FigureOrder { Figure = Name("nothing"), Descending = true }] });
        Outside("having", s_query with { Having = [.. Enumerable.Repeat(s_query.Having[0], 17)] });
        Outside("orderBy", s_query with { OrderBy = [.. Enumerable.Repeat(s_query.OrderBy[0], 17)] });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(SegmentsQuery.MostShown + 1)]
    public void A_limit_is_one_to_ten_thousand(int limit) => Outside("limit", s_query with { Limit = limit });

    private static MeasureName Name(string name) => MeasureName.Parse(name);

    private static SegmentsQuery With(Measure measure) => s_query with { Measures = [.. s_query.Measures, measure] };

    private static SegmentsQuery Where(params RowCondition[] conditions) => s_query with { Where = conditions };

    private static IReadOnlyList<DenialReason> Check(SegmentsQuery query) => QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, SegmentsQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim, "agreement"), (reason.Code, reason.Claim, reason.AskedBy));
    }
}
