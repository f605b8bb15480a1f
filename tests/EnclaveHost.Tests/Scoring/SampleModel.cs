using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Scoring;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Scoring;

/// <summary>A model that one can score by hand: 0.5; 1 for a price up to 5, 2 above, -1 without one; 4 in slot top.</summary>
internal static class SampleModel
{
    internal const double Intercept = 0.5;

    internal static ModelFeature[] Features { get; } =
    [
        Feature("price", FeatureReading.Value, new NumberDomain { Low = 0, High = 10 }),
        Feature("slot", FeatureReading.Value, new CategoryDomain { Values = ["side", "top"] }),
        Feature("shown_at", FeatureReading.Hour, new NumberDomain { Low = 0, High = 24 }),
        Feature("tags", FeatureReading.Count, new NumberDomain { Low = 0, High = 64 }) with { Column = SampleAgreement.Column(SampleAgreement.Ads, "campaign") },
    ];

    internal static ReleasedModel Released { get; } = new()
    {
        Kind = PrivateModelKind.Additive,
        Format = ReleasedModel.LightGbm,
        Text = TextOf(Features),
        Features = Features,
        Curves = [],
    };

    internal static ScoringModel Read()
    {
        Assert.True(ScoringModel.TryRead(Released, SampleAgreement.Signed.Agreement, out ScoringModel? model));
        return model;
    }

    /// <summary>The text of the model where the first feature is the price and the second the slot.</summary>
    internal static string TextOf(IReadOnlyList<ModelFeature> features)
    {
        string[] trees =
        [
            Tree(0, 1, 0, "", "", "", "", "", Number(Intercept), ""),
            Tree(1, 3, 0, "0 0", "inf 5", "8 8", "1 -1", "-3 -2", "1 2 -1", ""),
            Tree(2, 2, 1, "1", "0", "1", "-1", "-2", "4 0", "cat_boundaries=0 1\ncat_threshold=2\n"),
        ];
        return new StringBuilder("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n")
            .Append(CultureInfo.InvariantCulture, $"max_feature_idx={features.Count - 1}\nobjective=binary sigmoid:1\nfeature_names=")
            .AppendJoin(' ', features.Select(feature => feature.Name))
            .Append("\nfeature_infos=").AppendJoin(' ', features.Select((_, index) => index == 1 ? "0:1" : "[0:10]"))
            .Append("\ntree_sizes=").AppendJoin(' ', trees.Select(tree => tree.Length)).Append("\n\n").AppendJoin("", trees)
            .Append("end of trees\n\nfeature_importances:\n\nparameters:\n[boosting: gbdt]\n[objective: binary]\n\nend of parameters\n")
            .ToString();
    }

    private static string Tree(int index, int leaves, int sets, string features, string thresholds, string decisions, string left, string right, string values, string categories)
    {
        string nodes = string.Join(' ', Enumerable.Repeat(0, leaves - 1));
        string each = string.Join(' ', Enumerable.Repeat(0, leaves));
        return $"Tree={index}\nnum_leaves={leaves}\nnum_cat={sets}\nsplit_feature={features}\nsplit_gain={nodes}\nthreshold={thresholds}\ndecision_type={decisions}\nleft_child={left}\nright_child={right}\n"
            + $"leaf_value={values}\nleaf_weight={each}\nleaf_count={each}\ninternal_value={nodes}\ninternal_weight={nodes}\ninternal_count={nodes}\n{categories}is_linear=0\nshrinkage=1\n\n\n";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static ModelFeature Feature(string name, FeatureReading reading, FeatureDomain domain) =>
        new() { Name = name, Column = SampleAgreement.Column(SampleAgreement.Ads, name), Reading = reading, Domain = domain, Source = DomainSource.Agreed };
}
