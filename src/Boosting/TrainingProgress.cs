namespace EnclaveCleanRoom.Boosting;

/// <summary>How far a training is; reported after each iteration.</summary>
public sealed class TrainingProgress
{
    private readonly Func<Booster> _snapshot;

    internal TrainingProgress(int iteration, int iterations, IReadOnlyList<Evaluation> evaluations, Func<Booster> snapshot)
    {
        Iteration = iteration;
        Iterations = iterations;
        Evaluations = evaluations;
        _snapshot = snapshot;
    }

    /// <summary>The number of iterations done, from 1; those of a model that was gone on from do not count.</summary>
    public int Iteration { get; }

    /// <summary>The number asked for.</summary>
    public int Iterations { get; }

    /// <summary>What was measured after this iteration: training data first, then validation data in their order; metrics in the options' order.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; }

    /// <summary>The model so far.</summary>
    public Booster Snapshot() => _snapshot();
}
