using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Boosting.Tests.DataSets;
using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

/// <summary>
/// A model's bytes are the same at any number of threads and on any machine: for each data set, with options that between them use every kind of
/// sampling and constraint, the digest that the model had on every machine so far. A change of it means that models change.
/// </summary>
public sealed class DigestTests
{
    [Theory]
    [InlineData("adult", "bagging_fraction=0.8 bagging_freq=2 feature_fraction=0.8", "f6cb4abdf810e3b25290ff379f08d4a5")]
    [InlineData("adult", "monotone_constraints=1,0,0,0,1,0,0,0,0,0,1,-1,0,0 path_smooth=5 max_depth=6", "801fcd877d115d5c36c685a57966af51")]
    [InlineData("avazu", "num_leaves=63", "9686c89e89b4096f00ca250fbb5572dd")]
    [InlineData("avazu", "extra_trees=true feature_fraction_bynode=0.5 cat_smooth=2 min_data_per_group=10", "73421d6cb5d33132759793a810be8b3e")]
    [InlineData("ydata", "data_sample_strategy=goss learning_rate=0.5 num_trees=6", "548e09f879b396a82da2ed5600821f1e")]
    [InlineData("binary", "pos_bagging_fraction=0.7 neg_bagging_fraction=0.9 bagging_freq=1 max_bin=1000 min_data_in_bin=1", "09908f3045e21b4063945d468dde2295")]
    [InlineData("binary", "objective=cross_entropy lambda_l1=0.5 lambda_l2=3 max_delta_step=0.4", "9e75f6a92025ca60f2e3628d5a84d4d6")]
    [InlineData("regression", "objective=regression num_leaves=63", "3fce9c9fa10783d621d73209c8752556")]
    [InlineData("regression", "objective=quantile alpha=0.3", "b14efaf38ef5053daeac8bb72aaf861f")]
    [InlineData("regression", "objective=tweedie zero_as_missing=true", "47f3eab813bdac7714572a3acca3118c")]
    [InlineData("ctr_table", "is_unbalance=true num_leaves=127 num_trees=5", "2972ea8fb95f338dce440a9ec27d6bbd")]
    [InlineData("generated", "interaction_constraints=[0,1,2],[3,4,5] bagging_fraction=0.5 bagging_freq=1", "9048c28d241ee5133d3aa05fb50e5e7b")]
    [InlineData("classes", "objective=multiclass num_class=3", "48fc698201f1bc12be5282f6ead227e2")]
    [InlineData("classes", "objective=multiclassova num_class=3 sigmoid=1.5", "83400acdbc8f4a0a247e910b13753c53")]
    public void The_model_of_a_data_set_has_one_digest_at_one_two_and_eight_threads(string name, string parameters, string digest)
    {
        (FeatureTable features, RowInformation rows) = Load(name);
        foreach (int threads in (int[])[1, 2, 8])
        {
            BoosterOptions options = Options($"{(parameters.Contains("num_trees") ? "" : "num_trees=10")} {parameters} num_threads={threads}");
            Booster booster = Trained.On(TrainingData.Create(features, rows, options), options);
            AssertDigest(digest, booster, threads);
        }
    }

    [Theory]
    [InlineData("binary_logloss", "cbf83f2b86f70522d2f719f499086722")]
    [InlineData("calibration,normalised_entropy", "a769c1594bcf7ce33427a7d224b70eea")]
    public void Training_stops_after_the_same_tree_at_one_two_and_eight_threads(string metric, string digest)
    {
        LabelledRows rows = GeneratedRows.Mixed(4_000, seed: 51);
        LabelledRows other = GeneratedRows.Mixed(3_000, seed: 52);
        foreach (int threads in (int[])[1, 2, 8])
        {
            BoosterOptions options = Options($"num_trees=300 learning_rate=0.3 early_stopping_round=4 metric={metric} num_threads={threads}");
            TrainingData data = rows.ToTrainingData(options);
            Booster booster = Trained.On(data, options, data.CreateValidation(other.Features, other.Labels, default));
            Assert.InRange(booster.TreeCount, 2, 250);
            AssertDigest(digest, booster, threads);
        }
    }

    [Fact]
    public void Another_bagging_seed_trains_another_model()
    {
        LabelledRows rows = GeneratedRows.Mixed(2_000, seed: 3);
        string Text(int seed)
        {
            BoosterOptions options = new() { NumIterations = 3, BaggingFraction = 0.8, BaggingFreq = 1, BaggingSeed = seed };
            return Trained.On(rows.ToTrainingData(options), options).ToModelText();
        }

        Assert.Equal(Text(3), Text(3));
        Assert.NotEqual(Text(3), Text(4));
    }

    private static (FeatureTable Features, RowInformation Rows) Load(string name)
    {
        // More rows than a piece of any parallel loop has, and a feature of more than 256 bins.
        LabelledRows generated = GeneratedRows.Mixed(name == "generated" ? 40_000 : 3_000, seed: 2, weighted: name == "generated");
        return name switch
        {
            "adult" => DataSet.Adult(),
            "avazu" => DataSet.Avazu(),
            "ydata" => DataSet.Ydata(),
            "ctr_table" => DataSet.CtrTable(),
            "generated" => (generated.Features, new RowInformation { Labels = generated.Labels, Weights = generated.Weights }),
            "classes" => (generated.Features, new RowInformation { Labels = generated.Labels.Select((label, row) => label + (row % 5 == 0 ? 1 : 0)).ToArray() }),
            _ => DataSet.Example(name),
        };
    }

    private static BoosterOptions Options(string text)
    {
        Assert.True(BoosterOptions.TryParse(text, out BoosterOptions? options, out OptionRefusal? refusal), refusal?.ToString());
        return options;
    }

    private static void AssertDigest(string expected, Booster booster, int threads)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(booster.ToModelText())))[..32];
        Assert.True(expected == digest, $"{expected} is {digest} with {threads} threads.");
    }
}
