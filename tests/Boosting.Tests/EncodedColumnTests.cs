using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests;

/// <summary>Columns given as positions in a dictionary are the same columns.</summary>
public sealed class EncodedColumnTests
{
    private static readonly BoosterOptions s_options = new() { NumIterations = 8, NumThreads = 2 };

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Encoded_columns_train_the_same_bytes_and_predict_the_same_numbers(bool zeroAsMissing, bool ignoresMissing)
    {
        LabelledRows rows = GeneratedRows.Mixed(9_000, seed: 11);
        FeatureTable encoded = new([.. rows.Features.Columns.Select(column => Encode(column, isShared: false))]);
        FeatureTable shared = new([.. rows.Features.Columns.Select(column => Encode(column, isShared: true))]);
        BoosterOptions options = s_options with { ZeroAsMissing = zeroAsMissing, UseMissing = !ignoresMissing };
        Booster plain = Trained.On(TrainingData.Create(rows.Features, rows.Labels, [], options), options);
        Booster same = Trained.On(TrainingData.Create(encoded, rows.Labels, [], options), options);
        Assert.Equal(plain.ToModelText(), same.ToModelText());
        Assert.Equal(plain.ToModelText(), Trained.On(TrainingData.Create(shared, rows.Labels, [], options), options).ToModelText());

        double[] expected = new double[rows.Labels.Length];
        for (int row = 0; row < expected.Length; row++)
        {
            expected[row] = plain.PredictRaw([.. rows.Features.Columns.Select(column => column.ValueAt(row))]);
        }

        double[] scores = new double[expected.Length];
        plain.PredictRaw(rows.Features, scores, threads: 2);
        Assert.Equal(expected, scores);
        plain.PredictRaw(encoded, scores);
        Assert.Equal(expected, scores);
        plain.PredictRaw(shared, scores);
        Assert.Equal(expected, scores);
    }

    [Fact]
    public void Values_that_training_never_saw_are_predicted_in_a_batch_as_one_by_one()
    {
        LabelledRows rows = GeneratedRows.Mixed(4_000, seed: 12);
        Booster booster = Trained.On(TrainingData.Create(rows.Features, rows.Labels, [], s_options), s_options);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1e-36, -1e-36, 1e300, -3.5, 77];
        int[] oddCodes = [-1, -5, int.MaxValue, 70_000, 0, 1, 899, 900, 65_535, 65_534];
        FeatureTable features = new([.. rows.Features.Columns.Select(column => column.IsCategorical
            ? FeatureColumn.Categorical(column.Name, oddCodes)
            : FeatureColumn.Numeric(column.Name, odd))]);
        double[] scores = new double[odd.Length];
        booster.PredictRaw(features, scores);
        for (int row = 0; row < odd.Length; row++)
        {
            Assert.Equal(booster.PredictRaw([.. features.Columns.Select(column => column.ValueAt(row))]), scores[row]);
        }
    }

    [Fact]
    public void A_position_outside_the_dictionary_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FeatureColumn.Numeric("a", (byte[])[0, 2], [1.0, 2.0]));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Numeric("a", (ushort[])[0, 300], [1.0, 2.0]));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Categorical("a", (byte[])[0], []));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Categorical("a", (ushort[])[1], [5]));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Numeric("a", (int[])[0, -1], [1.0]));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Categorical("a", (int[])[2], [5, 6]));
    }

    private static FeatureColumn Encode(FeatureColumn column, bool isShared)
    {
        double[] values = [.. Enumerable.Range(0, column.RowCount).Select(column.ValueAt)];
        double[] dictionary = [.. values.Distinct().Reverse().Prepend(values[0])];
        Dictionary<double, int> positionOf = dictionary.Index().Skip(1).ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] categories = column.IsCategorical ? [.. dictionary.Select(value => double.IsNaN(value) ? -1 : (int)value)] : [];
        if (isShared)
        {
            int[] positions = [.. values.Select(value => positionOf[value])];
            return column.IsCategorical ? FeatureColumn.Categorical(column.Name, positions, categories) : FeatureColumn.Numeric(column.Name, positions, dictionary);
        }

        if (dictionary.Length <= 256)
        {
            byte[] narrow = [.. values.Select(value => (byte)positionOf[value])];
            return column.IsCategorical ? FeatureColumn.Categorical(column.Name, narrow, categories) : FeatureColumn.Numeric(column.Name, narrow, dictionary);
        }

        ushort[] wide = [.. values.Select(value => (ushort)positionOf[value])];
        return column.IsCategorical ? FeatureColumn.Categorical(column.Name, wide, categories) : FeatureColumn.Numeric(column.Name, wide, dictionary);
    }
}
