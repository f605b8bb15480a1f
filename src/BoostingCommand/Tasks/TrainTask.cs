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
        Reporter reporter = new(parameters, log, watch);
        TrainingRun run = new()
        {
            Train = train,
            Options = options,
            Validation = validation,
            MeasuresTraining = parameters.IsProvideTrainingMetric || parameters.Valid.Contains(parameters.Data),
            MeasureEvery = parameters.MetricFreq,
            LabelColumn = data.LabelColumn,
            Progress = reporter,
        };
        Booster booster = Booster.Train(run);
        reporter.ReportEnd(booster.IterationCount - (initial?.IterationCount ?? 0));

        File.WriteAllText(parameters.OutputModel, booster.ToModelText());
        log.Info("Finished training");
    }

    /// <summary>Writes metrics and snapshots as the native program does.</summary>
    private sealed class Reporter(ProgramParameters parameters, Log log, Stopwatch watch) : IProgress<TrainingProgress>
    {
        /// <summary>What was measured on validation data, iteration by iteration.</summary>
        private readonly List<string[]> _measured = [];

        public void Report(TrainingProgress value)
        {
            _measured.Add([.. value.Evaluations.Where(evaluation => evaluation.Data > 0).Select(evaluation => Line(value.Iteration, evaluation))]);
            if (value.Iteration % parameters.MetricFreq == 0)
            {
                foreach (Evaluation evaluation in value.Evaluations)
                {
                    log.Info(Line(value.Iteration, evaluation));
                }
            }

            log.Info(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F6} seconds elapsed, finished iteration {value.Iteration}"));
            if (parameters.SnapshotFreq > 0 && value.Iteration % parameters.SnapshotFreq == 0)
            {
                File.WriteAllText($"{parameters.OutputModel}.snapshot_iter_{value.Iteration}", value.Snapshot().ToModelText());
            }
        }

        /// <summary>Says why a training ended before its last iteration, if it did.</summary>
        public void ReportEnd(int kept)
        {
            if (kept < _measured.Count)
            {
                log.Info($"Early stopping at iteration {_measured.Count}, the best iteration round is {kept}");
                log.Info($"Output of best iteration round:\n{string.Join('\n', _measured[kept - 1])}");
            }
            else if (kept < parameters.Training.NumIterations)
            {
                log.Warning("Stopped training because there are no more leaves that meet the split requirements");
            }
        }

        private static string Line(int iteration, Evaluation evaluation)
        {
            string data = evaluation.Data == 0 ? "training" : string.Create(CultureInfo.InvariantCulture, $"valid_{evaluation.Data}");
            return $"Iteration:{iteration}, {data} {MetricNames.Of(evaluation.Metric)} : {NumberText.Short(evaluation.Value)}";
        }
    }
}
