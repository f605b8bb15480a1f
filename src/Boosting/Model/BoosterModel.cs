using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>What a model file holds.</summary>
internal sealed record BoosterModel
{
    /// <summary>The objective's name and parameters; null when it has none.</summary>
    public required string? Objective { get; init; }

    public required OutputTransform Transform { get; init; }

    /// <summary>The number of trees an iteration.</summary>
    public required int Outputs { get; init; }

    /// <summary>The number of classes; 1 when there are none.</summary>
    public required int Classes { get; init; }

    /// <summary>Whether scores are the mean of the iterations' outputs rather than their sum (random forests).</summary>
    public bool IsAveraged { get; init; }

    /// <summary>The label's column in the file that was trained from.</summary>
    public required int LabelIndex { get; init; }

    public required string[] FeatureNames { get; init; }

    /// <summary>The direction that each feature was held to; null when none was.</summary>
    public string? MonotoneConstraints { get; init; }

    /// <summary>For each feature the range of its values, its categories, or "none".</summary>
    public required string[] FeatureInfos { get; init; }

    /// <summary>The trees, iteration after iteration; in each one an output.</summary>
    public required IReadOnlyList<Tree> Trees { get; init; }

    /// <summary>The lines between "parameters:" and "end of parameters", as they are; null when there is no such part.</summary>
    public required string? Parameters { get; init; }

    /// <summary>What follows the parameters, as it is.</summary>
    public required string Trailer { get; init; }

    /// <summary>The number of iterations.</summary>
    public int Iterations => Trees.Count / Outputs;

    /// <summary>The trees of one output, in order.</summary>
    public IReadOnlyList<Tree> TreesOf(int output) => TreesOf(output, 0, Iterations);

    /// <summary>The trees of one output in some iterations, in order.</summary>
    public IReadOnlyList<Tree> TreesOf(int output, int start, int count) => Outputs == 1 && start == 0 && count == Trees.Count
        ? Trees
        : [.. Enumerable.Range(start, count).Select(iteration => Trees[(iteration * Outputs) + output])];

    /// <summary>This model with other trees.</summary>
    public BoosterModel With(IReadOnlyList<Tree> trees, string? parameters) => this with { Trees = trees, Parameters = parameters };
}
