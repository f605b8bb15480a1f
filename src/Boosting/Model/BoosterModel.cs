using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>What a model file holds.</summary>
internal sealed class BoosterModel
{
    public required string Objective { get; init; }

    public required OutputTransform Transform { get; init; }

    /// <summary>The label's column in the file that was trained from.</summary>
    public required int LabelIndex { get; init; }

    public required string[] FeatureNames { get; init; }

    /// <summary>The direction that each feature was held to; null when none was.</summary>
    public string? MonotoneConstraints { get; init; }

    /// <summary>For each feature the range of its values, its categories, or "none".</summary>
    public required string[] FeatureInfos { get; init; }

    public required IReadOnlyList<Tree> Trees { get; init; }

    /// <summary>The lines between "parameters:" and "end of parameters", as they are; null when there is no such part.</summary>
    public required string? Parameters { get; init; }

    /// <summary>What follows the parameters, as it is.</summary>
    public required string Trailer { get; init; }
}
