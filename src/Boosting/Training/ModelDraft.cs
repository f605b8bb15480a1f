using System.Diagnostics;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>The model that a training has made so far.</summary>
internal sealed class ModelDraft
{
    private readonly TrainingRun _run;
    private readonly IObjective _objective;
    private readonly IReadOnlyList<Tree> _initial;
    private readonly List<Tree> _trees = [];

    public ModelDraft(TrainingRun run, IObjective objective)
    {
        _run = run;
        _objective = objective;
        _initial = run.Train.Rows.InitialModel?.Model.Trees ?? [];
        Transform = OutputTransform.TryParse(objective.ModelName, objective.Outputs, out OutputTransform? known)
            ? known
            : throw new UnreachableException("Each objective's name is one that models are read with.");
    }

    public OutputTransform Transform { get; }

    /// <summary>Adds the trees of an iteration, one an output.</summary>
    public void Add(Tree[] trees) => _trees.AddRange(trees);

    /// <summary>Drops the iterations after this many.</summary>
    public void KeepIterations(int iterations)
    {
        int kept = iterations * _objective.Outputs;
        _trees.RemoveRange(kept, _trees.Count - kept);
    }

    public BoosterModel Finish() => new()
    {
        Objective = _objective.ModelName,
        Transform = Transform,
        Outputs = _objective.Outputs,
        Classes = _run.Options.NumClass,
        LabelIndex = _run.LabelColumn,
        FeatureNames = [.. _run.Train.Table.Names],
        MonotoneConstraints = _run.Options.MonotoneConstraints.Count == 0 ? null : string.Join(' ', _run.Options.MonotoneConstraints),
        FeatureInfos = [.. _run.Train.Table.Mappers.Select(mapper => mapper.Describe())],
        Trees = [.. _initial, .. _trees],
        Parameters = ModelParameters.Describe(_run.Options),
        Trailer = "",
    };
}
