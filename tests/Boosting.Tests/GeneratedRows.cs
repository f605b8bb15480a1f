using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests;

/// <summary>Rows with every kind of feature and a label that depends on them; the same for the same seed, everywhere.</summary>
internal static class GeneratedRows
{
    /// <summary>Features: smooth, coarse, mostly zero, often missing, few categories, many categories, constant, all missing.</summary>
    public static LabelledRows Mixed(int rows, int seed, bool weighted = false)
    {
        TestRandom random = new(seed);
        double[] smooth = new double[rows];
        double[] coarse = new double[rows];
        double[] sparse = new double[rows];
        double[] missing = new double[rows];
        int[] few = new int[rows];
        int[] many = new int[rows];
        double[] labels = new double[rows];
        double[] weights = weighted ? new double[rows] : [];
        for (int row = 0; row < rows; row++)
        {
            smooth[row] = (random.Next() * 20) - 10;
            coarse[row] = Math.Floor(random.Next() * 12) - 4;
            sparse[row] = random.Next() < 0.8 ? 0 : random.Next() - 0.5;
            missing[row] = random.Next() < 0.3 ? double.NaN : random.Next();
            few[row] = (int)(random.Next() * 9) - 1;
            many[row] = (int)(random.Next() * random.Next() * 900);
            double score = (smooth[row] / 5) + (coarse[row] > 2 ? 1 : 0) + (sparse[row] * 4) + (double.IsNaN(missing[row]) ? 1.5 : missing[row])
                + (few[row] is 2 or 5 ? 1 : -0.5) + (many[row] % 7 == 3 ? 1.2 : -0.2) - 1.2;
            labels[row] = random.Next() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            if (weighted)
            {
                weights[row] = 0.5 + random.Next();
            }
        }

        double[] none = new double[rows];
        Array.Fill(none, double.NaN);
        FeatureTable features = new(
            FeatureColumn.Numeric("smooth", smooth),
            FeatureColumn.Numeric("coarse", coarse),
            FeatureColumn.Numeric("sparse", sparse),
            FeatureColumn.Numeric("missing", missing),
            FeatureColumn.Categorical("few", few),
            FeatureColumn.Categorical("many", many),
            FeatureColumn.Numeric("constant", new double[rows]),
            FeatureColumn.Numeric("none", none));
        return new LabelledRows(features, labels, weights);
    }
}
