using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.BoostingCommand.Data;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Trains a model and writes it.</summary>
internal static class TrainTask
{
    public static void Run(ProgramParameters parameters, Log log)
    {
        Stopwatch watch = Stopwatch.StartNew();
        BoosterOptions options = parameters.Training;
        Booster? initial = parameters.InputModel.Length == 0 ? null : ModelFile.Read(parameters.InputModel);
        LoadedData data = LoadedData.From(parameters.Data, parameters, log);
        TrainingData train = TrainingData.Create(data.Features, data.Rows with { InitialModel = initial }, options);
        List<TrainingData> validation = [];
        foreach (string path in parameters.Valid.Where(path => path != parameters.Data))
        {
            LoadedData other = LoadedData.From(path, parameters, log);
            validation.Add(train.CreateValidation(other.Features, other.Rows));
        }

        log.Info(string.Create(CultureInfo.InvariantCulture, $"Finished loading data in {watch.Elapsed.TotalSeconds:F6} seconds"));
        log.Info($"Number of data points in the train set: {train.RowCount}, number of features: {train.FeatureCount}");
        log.Info("Started training...");
        watch.Restart();
        TrainingRun run = new()
        {
            Train = train,
            Options = options,
            Validation = validation,
            MeasuresTraining = parameters.IsProvideTrainingMetric || parameters.Valid.Contains(parameters.Data),
            MeasureEvery = parameters.MetricFreq,
            LabelColumn = data.LabelColumn,
            Progress = new Reporter(parameters, log, watch),
        };
        Booster booster = Booster.Train(run);
        if (booster.IterationCount < options.NumIterations)
        {
            log.Info($"Stopped early; the model has {booster.IterationCount} iterations");
        }

        File.WriteAllText(parameters.OutputModel, booster.ToModelText());
        log.Info("Finished training");
    }

    /// <summary>Writes metrics and snapshots as the native program does.</summary>
    private sealed class Reporter(ProgramParameters parameters, Log log, Stopwatch watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Iteration % parameters.MetricFreq == 0)
            {
                foreach (Evaluation evaluation in value.Evaluations)
                {
                    string data = evaluation.Data == 0 ? "training" : string.Create(CultureInfo.InvariantCulture, $"valid_{evaluation.Data}");
                    log.Info($"Iteration:{value.Iteration}, {data} {MetricNames.Of(evaluation.Metric)} : {NumberText.Short(evaluation.Value)}");
                }
            }

            log.Info(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F6} seconds elapsed, finished iteration {value.Iteration}"));
            if (parameters.SnapshotFreq > 0 && value.Iteration % parameters.SnapshotFreq == 0)
            {
                File.WriteAllText($"{parameters.OutputModel}.snapshot_iter_{value.Iteration}", value.Snapshot().ToModelText());
            }
        }
    }
}
