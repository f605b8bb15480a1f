using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>The questions that the demo asks under its agreement.</summary>
internal static class DemoQuestions
{
    private static readonly string[] s_partnerKeys = ["u_browserLifeCycle", "city_rank", "u_phonePrice", "user_group_id", "age_level", "occupation", "age"];
    private static readonly string[] s_ownKeys = ["slot_id", "product", "e_ch", "i_dtype", "genre"];

    /// <summary>Rates by a column of the partner, or by an own one when it has none; <see langword="null"/> when there is no key.</summary>
    internal static SegmentsQuery? Segments(SignedAgreement agreement, DemoRoom demo, DemoTable table)
    {
        if (agreement.Agreement.FindTerms(DemoAgreement.SegmentsTermsOf(table)) is not SegmentsTerms terms)
        {
            return null;
        }

        DatasetId partner = demo.PartnerOf(table).Dataset;
        ColumnReference key = Prefer(terms, partner, s_partnerKeys) ?? Prefer(terms, table.Dataset, s_ownKeys)
            ?? terms.Keys.FirstOrDefault(candidate => candidate.Dataset == partner) ?? terms.Keys[0];
        return new SegmentsQuery
        {
            Terms = terms.Id,
            NanoRho = DemoAgreement.SegmentsNanoRho,
            AttoDelta = DemoAgreement.SegmentsAttoDelta,
            Keys = [key],
            Measures = RateOf(terms.Outcomes[0]),
            Where = [],
            Having = [],
            OrderBy = [],
            Limit = SegmentsQuery.MostShown,
        };
    }

    /// <summary>Impressions, clicks and click-through rate.</summary>
    private static IReadOnlyList<Measure> RateOf(ColumnReference outcome)
    {
        MeasureName rows = MeasureName.Parse("impressions");
        MeasureName positive = MeasureName.Parse("clicks");
        return
        [
            new RowsMeasure { Name = rows },
            new OutcomeMeasure { Name = positive, Column = outcome },
            new RatioMeasure { Name = MeasureName.Parse("ctr"), Of = positive, Per = rows },
        ];
    }

    /// <summary>A private model, compared with one that does without the partner; <see langword="null"/> when the table has no column for a feature.</summary>
    internal static PrivateModelQuery? Model(SignedAgreement agreement, DemoTable table, int rounds) => agreement.Agreement.FindTerms(DemoAgreement.ModelTermsOf(table)) is not { } terms ? null : new()
    {
        Terms = terms.Id,
        NanoRho = DemoAgreement.ModelNanoRho,
        Model = PrivateModelKind.Additive,
        Rounds = rounds,
        ClipPercent = 100,
        CalibrationPermille = 50,
        QualityPermille = 200,
        Compare = true,
        Segments = [],
    };

    private static ColumnReference? Prefer(SegmentsTerms terms, DatasetId dataset, string[] names) => names
        .Select(name => terms.Keys.FirstOrDefault(key => key.Dataset == dataset && key.Column == name))
        .FirstOrDefault(key => key is not null);
}
