namespace EnclaveCleanRoom.Boosting.Tests.Model;

/// <summary>A small model with numeric and categorical splits and missing values, in <c>base.model.txt</c> beside this file.</summary>
internal static class ModelText
{
    public static string PathOf(string name) => Repository.PathTo("tests", "Boosting.Tests", "Model", name);

    public static string Base => System.IO.File.ReadAllText(PathOf("base.model.txt"));

    public static ModelFailure FailureOf(string text)
    {
        bool accepted = Booster.TryParse(text, out Booster? booster, out ModelFailure failure);
        Assert.Equal(accepted, failure == ModelFailure.None);
        Assert.Equal(accepted, booster is not null);
        if (booster is not null)
        {
            AssertUsable(booster);
        }

        return failure;
    }

    /// <summary>What was accepted predicts for any input, and its text is a fixed point.</summary>
    private static void AssertUsable(Booster booster)
    {
        foreach (double value in (double[])[0, -1, 3, 1e9, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            double[] row = new double[booster.FeatureNames.Count];
            Array.Fill(row, value);
            Assert.False(double.IsNaN(booster.PredictRaw(row)));
        }

        string text = booster.ToModelText();
        Assert.True(Booster.TryParse(text, out Booster? again, out _));
        Assert.Equal(text, again.ToModelText());
    }
}
