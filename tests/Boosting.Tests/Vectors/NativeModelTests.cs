namespace EnclaveCleanRoom.Boosting.Tests.Vectors;

public sealed class NativeModelTests
{
    [Theory]
    [InlineData("binary20")]
    [InlineData("avazu30")]
    public void A_native_model_is_written_again_with_the_same_bytes(string name)
    {
        string text = LightGbmVectors.ModelText(name);
        Booster booster = Parse(text);
        Assert.Equal(text, booster.ToModelText());
    }

    [Theory]
    [InlineData("binary20")]
    [InlineData("avazu30")]
    public void A_native_model_predicts_what_the_native_program_predicts(string name)
    {
        Booster booster = Parse(LightGbmVectors.ModelText(name));
        LabelledRows test = name == "avazu30" ? LightGbmVectors.Avazu("test") : LightGbmVectors.Binary("test");
        double[] expected = LightGbmVectors.Predictions(name);
        double[] predicted = new double[test.Features.RowCount];
        booster.PredictProbability(test.Features, predicted, threads: 2);
        Assert.Equal(expected.Length, predicted.Length);
        Assert.All(expected.Zip(predicted), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_native_model_gives_the_native_raw_scores_row_by_row()
    {
        Booster booster = Parse(LightGbmVectors.ModelText("binary20"));
        LabelledRows test = LightGbmVectors.Binary("test");
        double[] expected = LightGbmVectors.RawScores("binary20");
        for (int row = 0; row < expected.Length; row++)
        {
            double[] features = [.. test.Features.Columns.Select(column => column.Numbers.Span[row])];
            Assert.Equal(expected[row], booster.PredictRaw(features), 1e-12);
        }
    }

    private static Booster Parse(string text)
    {
        Assert.True(Booster.TryParse(text, out Booster? booster, out ModelFailure failure), failure.ToString());
        return booster;
    }
}
