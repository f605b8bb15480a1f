using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.BoostingCommand.Data;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Predicts a file: one line a row, its values separated by tabs.</summary>
internal static class PredictTask
{
    public static void Run(ProgramParameters parameters, Log log)
    {
        if (parameters.InputModel.Length == 0)
        {
            throw new CommandException("Prediction needs a model: give input_model=FILE.");
        }

        Booster booster = ModelFile.Read(parameters.InputModel);
        log.Info($"Finished initializing prediction, total used {booster.IterationCount} iterations");
        FeatureTable features = PredictionData.Read(parameters.Data, booster, parameters, log);
        int threads = parameters.Training.NumThreads;
        if (parameters.PredictLeafIndex)
        {
            int[] leaves = new int[features.RowCount * LeavesARow(booster, parameters)];
            booster.PredictLeaves(features, leaves, parameters.Prediction, threads);
            Write(parameters.OutputResult, features.RowCount, leaves, leaf => leaf.ToString(CultureInfo.InvariantCulture));
        }
        else if (parameters.PredictContrib)
        {
            double[] contributions = new double[features.RowCount * booster.OutputCount * (booster.FeatureNames.Count + 1)];
            booster.PredictContributions(features, contributions, parameters.Prediction, threads);
            Write(parameters.OutputResult, features.RowCount, contributions, NumberText.Full);
        }
        else
        {
            double[] predictions = new double[features.RowCount * booster.OutputCount];
            booster.Predict(features, predictions, parameters.Prediction, threads);
            Write(parameters.OutputResult, features.RowCount, predictions, NumberText.Full);
        }

        log.Info("Finished prediction");
    }

    private static int LeavesARow(Booster booster, ProgramParameters parameters)
    {
        int start = Math.Clamp(parameters.Prediction.StartIterationPredict, 0, booster.IterationCount);
        int rest = booster.IterationCount - start;
        int wanted = parameters.Prediction.NumIterationPredict;
        return (wanted > 0 ? Math.Min(wanted, rest) : rest) * booster.OutputCount;
    }

    private static void Write<T>(string path, int rows, T[] values, Func<T, string> text)
    {
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        int width = values.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
            {
                if (i > 0)
                {
                    writer.Write('\t');
                }

                writer.Write(text(values[(row * width) + i]));
            }

            writer.Write('\n');
        }
    }
}
