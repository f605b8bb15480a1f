using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>
/// Gradient boosting. For each iteration:
/// 1. take the derivatives of the loss at the current scores;
/// 2. draw the rows, and for each output (class) the features;
/// 3. grow a tree on them for each output;
/// 4. add its outputs to the scores of training and validation rows;
/// 5. measure, report, and stop when validation has not improved for long enough.
/// </summary>
/// <remarks>Source: J. H. Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29 (2001), with second derivatives.</remarks>
internal sealed class Trainer : IDisposable
{
    private const double LeastBias = 1e-15f;

    private readonly TrainingRun _run;
    private readonly BoosterOptions _options;
    private readonly IObjective _objective;
    private readonly BinnedTable _table;
    private readonly Team _team;
    private readonly RowPartition _partition;
    private readonly GradientBoard _gradients;
    private readonly FeatureSampling _features;
    private readonly TreeGrower _grower;
    private readonly IRowSampling _sampling;
    private readonly ScoreBoard _scores;
    private readonly ScoreBoard[] _validationScores;
    private readonly Evaluator _evaluator;
    private readonly ModelDraft _draft;

    public Trainer(TrainingRun run)
    {
        _run = run;
        _options = run.Options;
        _objective = ObjectiveFactory.Make(run.Train, _options, run.CustomObjective);
        _table = run.Train.Table;
        _draft = new ModelDraft(run, _objective);
        _scores = new ScoreBoard(run.Train, _objective.Outputs);
        _validationScores = [.. run.Validation.Select(data => new ScoreBoard(data, _objective.Outputs))];
        _evaluator = new Evaluator(run, _draft.Transform, _scores, _validationScores);
        _team = new Team(_options.NumThreads);
        LaneLayout lanes = new(BundleFinder.Find(_table.Columns, run.Train.RowCount, _team));
        RowMatrix matrix = new(_table.Columns, lanes, run.Train.RowCount, _team);
        HistogramBuilder histograms = new(matrix, new HistogramLayout(_table.Columns), _team);
        _partition = new RowPartition(run.Train.RowCount, _team);
        _gradients = new GradientBoard(run.Train.RowCount, _objective.Outputs);
        _features = new FeatureSampling(_options, _table.Columns);
        _grower = new TreeGrower(_table, histograms, _partition, _gradients, _features, _options, _team);
        _sampling = RowSampling.From(_options, run.Train);
    }

    public BoosterModel Train(CancellationToken cancellation)
    {
        EarlyStopping stopping = new(_options);
        double[] bias = Start();
        for (int iteration = 0; iteration < _options.NumIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Iterate(iteration, iteration == 0 ? bias : new double[bias.Length]))
            {
                break;
            }

            IReadOnlyList<Evaluation> evaluations = _evaluator.Measure(iteration + 1);
            _run.Progress?.Report(new TrainingProgress(
                iteration + 1, _options.NumIterations, evaluations, () => new Booster(_draft.Finish())));
            if (stopping.Report(evaluations, iteration + 1) is int best)
            {
                _draft.KeepIterations(best);
                break;
            }
        }

        return _draft.Finish();
    }

    public void Dispose() => _team.Dispose();

    /// <summary>Starts all scores from the best constant of each output, unless they start from somewhere already.</summary>
    private double[] Start()
    {
        double[] bias = new double[_objective.Outputs];
        if (_run.Train.InitialScores is not null || !(_options.BoostFromAverage || _table.Columns.Count == 0))
        {
            return bias;
        }

        for (int output = 0; output < bias.Length; output++)
        {
            bias[output] = _objective.BestConstant(output);
            AddToScores(output, bias[output]);
        }

        return bias;
    }

    /// <summary>Grows a tree an output. False when none could be split.</summary>
    private bool Iterate(int iteration, double[] bias)
    {
        _gradients.Differentiate(_objective, _scores.Scores, _team);
        int[]? bag = _sampling.Draw(iteration, _gradients, _team);
        Tree[] trees = new Tree[_objective.Outputs];
        bool anySplit = false;
        for (int output = 0; output < trees.Length; output++)
        {
            GrownTree? grown = Grow(output, bag);
            if (grown is not null)
            {
                anySplit = true;
                trees[output] = AddTree(output, grown, bag, bias[output]);
            }
            else
            {
                trees[output] = Tree.Constant(ConstantOf(output, iteration, bias[output]), _run.Train.RowCount);
            }
        }

        // What cannot be split at all is kept once: a model has at least one tree.
        if (anySplit || (iteration == 0 && _run.Train.Rows.InitialModel is null))
        {
            _draft.Add(trees);
        }

        return anySplit;
    }

    private GrownTree? Grow(int output, int[]? bag)
    {
        if (!_objective.IsTrained(output) || _table.Columns.Count == 0)
        {
            return null;
        }

        RowRuns rows = _partition.Blocks.Put(bag);
        _gradients.Pack(output, _team);
        GrownTree grown = _grower.Grow(rows, _features.Draw());
        return grown.Builder.NodeCount > 0 ? grown : null;
    }

    private Tree AddTree(int output, GrownTree grown, int[]? bag, double bias)
    {
        if (_objective is ILeafRenewal renewal)
        {
            foreach (Leaf leaf in grown.Leaves)
            {
                grown.Builder.SetOutput(leaf.Index, renewal.Renew(_partition.Blocks.RowsOf(leaf.Rows), _scores.Scores));
            }
        }

        double[] values = grown.Builder.Outputs(_options.LearningRate);
        _scores.AddToBag(output, grown, _partition.Blocks, values, _team);
        if (bag is not null)
        {
            _scores.AddOutOfBag(output, grown.Builder, values, bag, _team);
        }

        foreach (ScoreBoard scores in _validationScores)
        {
            scores.AddToAll(output, grown.Builder, values, _team);
        }

        return grown.Builder.Build(_options.LearningRate, Math.Abs(bias) > LeastBias ? bias : 0);
    }

    /// <summary>The output of a tree without splits: the best constant the first time, then nothing.</summary>
    private double ConstantOf(int output, int iteration, double bias)
    {
        if (iteration > 0 || _options.BoostFromAverage || _run.Train.InitialScores is not null)
        {
            return bias;
        }

        double constant = _objective.BestConstant(output);
        AddToScores(output, constant);
        return constant;
    }

    private void AddToScores(int output, double constant)
    {
        _scores.Add(output, constant);
        foreach (ScoreBoard scores in _validationScores)
        {
            scores.Add(output, constant);
        }
    }
}
