using EnclaveCleanRoom.Boosting.Metrics;
using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Measures a training's scores.</summary>
internal sealed class Evaluator
{
    private readonly TrainingRun _run;
    private readonly List<(int Data, IMetric Metric, ScoreBoard Scores)> _all = [];

    public Evaluator(TrainingRun run, OutputTransform transform, ScoreBoard training, IReadOnlyList<ScoreBoard> validation)
    {
        _run = run;
        if (run.MeasuresTraining)
        {
            Add(0, run.Train, training, transform);
        }

        for (int i = 0; i < run.Validation.Count; i++)
        {
            Add(i + 1, run.Validation[i], validation[i], transform);
        }
    }

    public IReadOnlyList<Evaluation> Measure(int iteration)
    {
        bool isDue = iteration % _run.MeasureEvery == 0;
        List<Evaluation> measured = [];
        foreach ((int data, IMetric metric, ScoreBoard scores) in _all)
        {
            if (isDue || (data > 0 && _run.Options.EarlyStoppingRound > 0))
            {
                measured.Add(new Evaluation(data, metric.Kind, metric.Evaluate(scores.Scores)));
            }
        }

        return measured;
    }

    private void Add(int index, TrainingData data, ScoreBoard scores, OutputTransform transform)
    {
        foreach (Metric metric in MetricFactory.Chosen(_run.Options))
        {
            _all.Add((index, MetricFactory.Make(metric, _run.Options, transform, data), scores));
        }
    }
}
