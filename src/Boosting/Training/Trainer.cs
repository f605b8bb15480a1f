using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Metrics;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>
/// Gradient boosting. For each tree:
/// 1. draw the bag and the features;
/// 2. take the derivatives of the loss at the current scores;
/// 3. grow a tree on them;
/// 4. add its outputs to the scores of training and validation rows;
/// 5. measure, report, and stop when validation has not improved for long enough.
/// </summary>
/// <remarks>Source: J. H. Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29 (2001), with second derivatives.</remarks>
internal static class Trainer
{
    public static BoosterModel Train(
        TrainingData train, TrainingData? validation, BoosterOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        IObjective objective = MakeObjective(train, options);
        OutputTransform transform = OutputTransform.TryParse(objective.ModelName, out OutputTransform? known)
            ? known
            : throw new System.Diagnostics.UnreachableException("Each objective's name is one that models are read with.");
        IMetric? metric = validation is null ? null : MetricFactory.Make(options, transform, validation);

        using Team team = new(options.NumThreads);
        BinnedTable table = train.Table;
        HistogramLayout layout = new(table.Columns);
        RowMatrix matrix = new(table.Columns, layout, train.RowCount, team);
        RowPartition partition = new(train.RowCount, team);
        GradientBoard gradients = new(train.RowCount);
        TreeGrower grower = new(table, matrix, partition, gradients, options, team);
        Bagging? bagging = Bagging.From(options, train.RowCount);
        FeatureSampling sampling = new(options, table.Columns.Count);
        EarlyStopping? stopping = metric is null ? null : new EarlyStopping(metric, options.EarlyStoppingRound);

        double start = options.BoostFromAverage ? objective.BestConstant() : 0;
        ScoreBoard trainScores = new(table, start);
        ScoreBoard? validationScores = validation is null ? null : new ScoreBoard(validation.Table, start);
        List<Tree> trees = [];
        int[]? bag = null;
        while (trees.Count < options.NumIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            bag = bagging?.Draw(trees.Count) ?? bag;
            partition.Reset(bag);
            gradients.Compute(objective, trainScores.Scores, team);
            GrownTree grown = grower.Grow(bag is null, sampling.Draw());
            if (grown.Builder.NodeCount == 0)
            {
                if (trees.Count == 0)
                {
                    trees.Add(Constant(start, train.RowCount));
                }

                break;
            }

            Tree tree = grown.Builder.Build(options.LearningRate, trees.Count == 0 ? start : 0);
            double[] outputs = grown.Builder.Outputs(options.LearningRate);
            trees.Add(tree);
            trainScores.AddToBag(grown, partition, outputs, team);
            if (bag is not null)
            {
                trainScores.AddOutOfBag(grown.Builder, outputs, bag, team);
            }

            validationScores?.AddToAll(grown.Builder, outputs, team);
            double? measured = metric?.Evaluate(validationScores!.Scores);
            progress?.Report(new TrainingProgress(trees.Count, options.NumIterations, measured));
            if (stopping is not null && stopping.Report(measured!.Value, trees.Count))
            {
                break;
            }
        }

        int kept = options.EarlyStoppingRound > 0 && stopping is { BestTrees: > 0 } ? stopping.BestTrees : trees.Count;
        return new BoosterModel
        {
            Objective = objective.ModelName,
            Transform = transform,
            LabelIndex = 0,
            FeatureNames = [.. table.Names],
            FeatureInfos = [.. table.Mappers.Select(mapper => mapper.Describe())],
            Trees = [.. trees.Take(kept)],
            Parameters = ModelParameters.Describe(options),
            Trailer = "",
        };
    }

    private static IObjective MakeObjective(TrainingData train, BoosterOptions options) => options.Objective switch
    {
        Objective.Binary => LogisticObjective.Binary(train.Labels, train.Weights, options.Sigmoid, options.ScalePosWeight),
        Objective.CrossEntropy => LogisticObjective.CrossEntropy(train.Labels, train.Weights),
        _ => new SquaredObjective(train.Labels, train.Weights),
    };

    /// <summary>What remains when nothing can be split: the same output for every row.</summary>
    private static Tree Constant(double value, int rowCount) => new()
    {
        SplitFeature = [],
        SplitGain = [],
        Threshold = [],
        DecisionType = [],
        LeftChild = [],
        RightChild = [],
        LeafValue = [value],
        LeafWeight = [0],
        LeafCount = [rowCount],
        InternalValue = [],
        InternalWeight = [],
        InternalCount = [],
        CategoryBounds = [],
        CategoryBits = [],
        Shrinkage = 1,
    };
}
