using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>A model that left the room: its text is the output of mechanisms that the result lists, and of public values.</summary>
public sealed record ReleasedModel
{
    /// <summary>For <see cref="Format"/>: LightGBM's <c>model.txt</c>.</summary>
    public const string LightGbm = "lightgbm-model-txt";

    /// <summary>What was trained.</summary>
    public required PrivateModelKind Kind { get; init; }

    /// <summary>How <see cref="Text"/> is written.</summary>
    public required string Format { get; init; }

    /// <summary>The model: a tree of the intercept alone, then one tree for each feature, then those of several features, of which there may be none. It gives log-odds, already recalibrated.</summary>
    public required string Text { get; init; }

    /// <summary>Its features, in the order in which the text numbers them.</summary>
    public required IReadOnlyList<ModelFeature> Features { get; init; }

    /// <summary>What each feature adds to the log-odds by itself, in the order of the features.</summary>
    public required IReadOnlyList<FeatureCurve> Curves { get; init; }
}

/// <summary>What one feature adds to the log-odds, to be drawn.</summary>
public sealed record FeatureCurve
{
    /// <summary>Of a number, ascending: a number up to the first adds the first value, up to the second the second, and beyond the last the last value. Of a category empty.</summary>
    public required IReadOnlyList<double> Thresholds { get; init; }

    /// <summary>Of a number one more than there are thresholds, of a category one for each code.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>What a missing value, or a category outside the vocabulary, adds.</summary>
    public required double Missing { get; init; }
}
