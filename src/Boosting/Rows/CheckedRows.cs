using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Rows;

/// <summary>What is known of rows, checked, with labels and weights in single precision, as LightGBM keeps them.</summary>
internal sealed class CheckedRows
{
    /// <summary>Sums of quantised values carry a rounding unit a row, which must stay small beside 2^31.</summary>
    public const int MaxRows = 1 << 28;

    private CheckedRows(float[] labels, float[]? weights, double[]? initialScores, int[]? groups, Booster? initialModel, int outputs)
    {
        Labels = labels;
        Weights = weights;
        InitialScores = initialScores;
        Groups = groups;
        InitialModel = initialModel;
        Outputs = outputs;
    }

    public float[] Labels { get; }

    public float[]? Weights { get; }

    /// <summary>Output after output; null for none.</summary>
    public double[]? InitialScores { get; }

    public int[]? Groups { get; }

    public Booster? InitialModel { get; }

    /// <summary>The number of scores a row.</summary>
    public int Outputs { get; }

    public static CheckedRows Of(FeatureTable features, RowInformation rows, int outputs)
    {
        int rowCount = features.RowCount;
        if (rowCount == 0)
        {
            throw new TrainingDataException(TrainingDataFault.NoRows, "There are no rows.");
        }

        if (rowCount > MaxRows)
        {
            throw new TrainingDataException(TrainingDataFault.TooManyRows, $"There are more than {MaxRows} rows.");
        }

        RequireLength(rows.Labels.Length, rowCount, "labels", orNone: false);
        RequireLength(rows.Weights.Length, rowCount, "weights");
        RequireLength(rows.Groups.Length, rowCount, "groups");
        RequireLength(rows.InitialScores.Length, (long)rowCount * outputs, "initial scores");
        return new CheckedRows(
            RowNumbers.Labels(rows.Labels.Span),
            rows.Weights.IsEmpty ? null : RowNumbers.Weights(rows.Weights.Span),
            Start(features, rows, outputs),
            rows.Groups.IsEmpty ? null : rows.Groups.ToArray(),
            rows.InitialModel,
            outputs);
    }

    /// <summary>The given initial scores and those of the initial model, together.</summary>
    private static double[]? Start(FeatureTable features, RowInformation rows, int outputs)
    {
        if (rows.InitialScores.IsEmpty && rows.InitialModel is null)
        {
            return null;
        }

        int rowCount = features.RowCount;
        double[] start = new double[(long)rowCount * outputs];
        if (!rows.InitialScores.IsEmpty)
        {
            RowNumbers.CopyByOutput(rows.InitialScores.Span, outputs, start);
        }

        if (rows.InitialModel is Booster model)
        {
            RequireFitting(model.Model, features, outputs);
            double[] scores = new double[rowCount];
            for (int output = 0; output < outputs; output++)
            {
                BatchPrediction.Run(model.Model.TreesOf(output), features, scores, 1);
                for (int row = 0; row < rowCount; row++)
                {
                    start[(output * rowCount) + row] += scores[row];
                }
            }
        }

        return start;
    }

    private static void RequireFitting(BoosterModel model, FeatureTable features, int outputs)
    {
        if (model.Outputs != outputs)
        {
            throw new TrainingDataException(TrainingDataFault.InitialModelDiffers, $"The initial model has {model.Outputs} outputs, the training {outputs}.");
        }

        if (!features.Columns.Select(column => column.Name).SequenceEqual(model.FeatureNames, StringComparer.Ordinal))
        {
            throw new TrainingDataException(TrainingDataFault.InitialModelDiffers, "The initial model's features are not those of the data, by name and order.");
        }
    }

    private static void RequireLength(int length, long wanted, string what, bool orNone = true)
    {
        if (length != wanted && !(orNone && length == 0))
        {
            throw new TrainingDataException(TrainingDataFault.LengthMismatch, $"There must be {wanted} {what}; there are {length}.");
        }
    }
}
