using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

public sealed class PrivateModelRulesTests
{
    private static readonly PrivateModelTerms s_terms = PrivateModelSamples.Terms;
    private static readonly PrivateModelTerms s_semi = PrivateModelSamples.SemiSensitive;

    private static readonly Dictionary<string, (PrivateModelTerms Terms, string Problem)> s_broken = new()
    {
        ["a label that is none"] = (s_terms with { Label = Ads("slot") }, "ads.slot is a label column"),
        ["a label of the partner where everybody is protected"] = (s_terms with { Label = Feeds("engaged") }, "of the rows' table"),
        ["nothing to protect where only the partner is protected"] = (s_semi with { Label = Feeds("engaged") }, "the label or a feature is a column of the partner's"),
        ["the label as a feature"] = (s_terms with { Features = [Ads("slot"), s_terms.Label] }, "feature ads.label is"),
        ["a number without public bounds"] = (s_terms with { Features = [Ads("price")] }, "feature ads.price is a number with a public range"),
        ["an id as a feature"] = (s_terms with { Features = [Ads("slot"), Feeds("u_userId")] }, "feature feeds.u_userId is"),
        ["a sensitive column as a feature"] = (s_terms with { Features = [Ads("slot"), Feeds("postcode")] }, "feature feeds.postcode is"),
        ["a feature twice"] = (s_terms with { Features = [Ads("slot"), Ads("slot")] }, "1 to 1000 different features"),
        ["no feature of the rows"] = (s_terms with { Features = [Feeds("age")] }, "at least one feature is a column of the rows"),
        ["no kind"] = (s_terms with { Kinds = [] }, "kinds are"),
        ["a kind twice"] = (s_terms with { Kinds = [PrivateModelKind.Additive, PrivateModelKind.Additive] }, "kinds are"),
        ["trees where the partner alone is protected"] = (s_semi with { Kinds = [PrivateModelKind.Trees] }, "models of kind trees need everybody protected"),
        ["few held out"] = (s_terms with { HeldOutPercent = 9 }, "heldOutPercent is"),
        ["most held out"] = (s_terms with { HeldOutPercent = 91 }, "heldOutPercent is"),
        ["no rows a person"] = (s_terms with { RowsPerPerson = 0 }, "rowsPerPerson is"),
        ["too many rows a person"] = (s_terms with { RowsPerPerson = 1001 }, "rowsPerPerson is"),
        ["few bins"] = (s_terms with { ScoreBins = 7 }, "scoreBins is"),
        ["too many bins"] = (s_terms with { ScoreBins = 257 }, "scoreBins is"),
        ["one bucket"] = (s_terms with { HashBuckets = 1 }, "hashBuckets is"),
        ["too many buckets"] = (s_terms with { HashBuckets = 4097 }, "hashBuckets is"),
        ["no rounds"] = (s_terms with { MaximumRounds = 0 }, "maximumRounds is"),
        ["too many rounds"] = (s_terms with { MaximumRounds = 41 }, "maximumRounds is"),
        ["no intended use"] = (s_terms with { IntendedUse = "" }, "intendedUse has"),
        ["a segment of the partner"] = (s_terms with { Segments = [Feeds("section")] }, "segments: feeds.section is a categorical column of ads"),
        ["two recipients of what holds towards one"] = (s_semi with { Recipients = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }, "the one requester and the one recipient"),
        ["two requesters of what holds towards one"] = (s_semi with { Requesters = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }, "the one requester and the one recipient"),
        ["another recipient than who knows the rows"] = (s_semi with { Recipients = [SampleAgreement.Advertiser] }, "the one requester and the one recipient"),
        ["another requester than who knows the rows"] = (s_semi with { Requesters = [SampleAgreement.Advertiser] }, "the one requester and the one recipient"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Fact]
    public void The_samples_are_consistent()
    {
        Assert.Equal("", ProblemsOf(s_terms));
        Assert.Equal("", ProblemsOf(s_semi));
        Assert.Equal("", ProblemsOf(s_semi with { Features = [.. s_semi.Features, Ads("slot")] }));
        Assert.Equal("", ProblemsOf(s_semi with { Label = Feeds("engaged"), Features = [.. s_semi.Features, Ads("slot")] }));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_said(string name)
    {
        (PrivateModelTerms terms, string problem) = s_broken[name];
        Assert.Contains(problem, ProblemsOf(terms), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_have_public_domains_and_names_that_a_model_file_can_hold()
    {
        IReadOnlyList<ModelFeature> features = PrivateModelFeatures.Of(SampleAgreement.Valid, s_terms, selects: false);
        Assert.Equal(
            [
                "slot Value", "campaign Value", "shown_at Hour", "shown_at Weekday", "hour Value",
                "section PersonMode", "interests PersonCount", "interests PersonMode", "age PersonMean", "engaged PersonMean", "u_userId PersonRows",
            ],
            features.Select(feature => $"{feature.Column.Column} {feature.Reading}"));
        Assert.Equal(["side", "top"], Assert.IsType<CategoryDomain>(features[0].Domain).Values);
        Assert.Equal(new HashedDomain { Buckets = 64 }, features[1].Domain);
        Assert.Equal(new NumberDomain { Low = 16, High = 99 }, features[8].Domain);
        Assert.Equal(features.Count, features.Select(feature => feature.Name).Distinct().Count());
        Assert.All(features, feature => Assert.DoesNotContain(feature.Name, c => " =:,[]{}\"".Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_only_the_partner_is_protected_its_rows_are_read_if_a_feature_is_one_of_its_columns()
    {
        Assert.False(s_semi.ReadsPartner);
        Assert.All(PrivateModelFeatures.Of(SampleAgreement.Valid, s_semi, selects: false), feature => Assert.Equal(s_semi.Rows, feature.Column.Dataset));
        PrivateModelTerms hybrid = s_semi with { Features = [.. s_semi.Features, Ads("slot")] };
        Assert.True(hybrid.ReadsPartner);
        Assert.Equal(
            ["section Value", "age Value", "slot PersonMode", "user_id PersonRows"],
            PrivateModelFeatures.Of(SampleAgreement.Valid, hybrid, selects: false).Select(feature => $"{feature.Column.Column} {feature.Reading}"));
    }

    [Fact]
    public void A_hashed_category_has_the_code_that_the_specification_says()
    {
        // SHA-256("abc") begins ba7816bf.
        Assert.Equal((int)(0xba7816bfu % 64), new HashedDomain { Buckets = 64 }.CodeOf("abc"));
        Assert.Equal((int)(0xe3b0c442u % 1000), new HashedDomain { Buckets = 1000 }.CodeOf(""));
    }

    [Fact]
    public void The_explanation_says_what_is_handed_over_and_whom_it_protects()
    {
        string text = AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [s_terms, s_semi] });
        Assert.Contains("a model (additive or logistic) that predicts ads.label from 8 columns of ads and feeds, trained with privacy and handed over", text, StringComparison.Ordinal);
        Assert.Contains("SEMI-SENSITIVE: only the people of ads are protected, and only towards publisher, who knows the columns of feeds already; protected are ads.label, and who is in ads", text, StringComparison.Ordinal);
    }

    private static string ProblemsOf(PrivateModelTerms terms)
    {
        byte[] json = AgreementDraft.WriteJson(SampleAgreement.Valid with { Queries = [terms] });
        return AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal) ? "" : refusal.Detail;
    }

    private static ColumnReference Ads(string column) => SampleAgreement.Column(SampleAgreement.Ads, column);

    private static ColumnReference Feeds(string column) => SampleAgreement.Column(SampleAgreement.Feeds, column);
}
