using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Tests.Vectors;

/// <summary>Trained with the native program's data and options, our trees are the native program's trees.</summary>
public sealed class NativeTreeTests
{
    private static readonly string[] s_exact = ["num_leaves", "num_cat", "split_feature", "decision_type", "left_child", "right_child", "leaf_count", "internal_count", "cat_boundaries", "cat_threshold"];

    [Fact]
    public void Of_thirty_categorical_trees_every_split_is_the_same()
    {
        BoosterOptions options = new() { NumIterations = 30, NumThreads = 2 };
        AssertSameTrees("avazu30", Trained.On(LightGbmVectors.Avazu("train").ToTrainingData(options), options).ToModelText());
    }

    [Fact]
    public void Of_twenty_weighted_numeric_trees_every_split_is_the_same()
    {
        BoosterOptions options = new() { NumIterations = 20, NumLeaves = 15, NumThreads = 2 };
        AssertSameTrees("binary20", Trained.On(LightGbmVectors.Binary("train").ToTrainingData(options), options).ToModelText());
    }

    private static void AssertSameTrees(string name, string ours)
    {
        string[] expected = Lines(LightGbmVectors.ModelText(name));
        string[] actual = Lines(ours);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            string field = expected[i].Split('=')[0];
            if (s_exact.Contains(field))
            {
                Assert.Equal(expected[i], actual[i]);
            }
            else if (field is "threshold")
            {
                // The native program's own number parser errs in the last bit.
                AssertClose(expected[i], actual[i], 1e-12);
            }
            else if (field is "leaf_value" or "leaf_weight" or "split_gain")
            {
                AssertClose(expected[i], actual[i], 2e-3);
            }
        }
    }

    private static string[] Lines(string text) =>
        text[text.IndexOf("Tree=0", StringComparison.Ordinal)..text.IndexOf("end of trees", StringComparison.Ordinal)].Split('\n');

    private static void AssertClose(string expected, string actual, double tolerance)
    {
        double[] a = Numbers(expected);
        double[] b = Numbers(actual);
        Assert.Equal(a.Length, b.Length);
        Assert.All(a.Zip(b), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance * Math.Max(Math.Abs(pair.First), 1e-3)));
    }

    private static double[] Numbers(string line) => [.. line.Split('=')[1].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
