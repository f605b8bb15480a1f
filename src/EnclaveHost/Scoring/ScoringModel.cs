using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>A released private model, ready to score. It was read from a signed result: nothing here was trained on anything that the result does not already tell.</summary>
internal sealed class ScoringModel
{
    private readonly Booster _booster;
    private readonly FeatureCoder[] _coders;
    private readonly Dictionary<string, int> _places;

    private ScoringModel(Booster booster, IReadOnlyList<ModelFeature> features, IReadOnlyList<ColumnTerms> columns)
    {
        (_booster, Features) = (booster, features);
        _coders = [.. features.Zip(columns, (feature, column) => new FeatureCoder(feature, column))];
        _places = features.Index().ToDictionary(each => each.Item.Name, each => each.Index, StringComparer.Ordinal);
    }

    internal IReadOnlyList<ModelFeature> Features { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="released">The model.</param>
    /// <param name="agreement">The agreement whose columns its features are read from.</param>
    /// <param name="model">The model, ready.</param>
    /// <returns>False when its text is no model over its features, or a feature is of no column.</returns>
    internal static bool TryRead(ReleasedModel released, Agreement agreement, [NotNullWhen(true)] out ScoringModel? model)
    {
        ColumnTerms[] columns = [.. released.Features.Select(feature => agreement.FindColumn(feature.Column)).OfType<ColumnTerms>()];
        model = columns.Length == released.Features.Count && released.Format == ReleasedModel.LightGbm && Booster.TryParse(released.Text, out Booster? booster, out _)
            && booster.OutputCount == 1 && booster.FeatureNames.SequenceEqual(released.Features.Select(feature => feature.Name))
            ? new ScoringModel(booster, released.Features, columns)
            : null;
        return model is not null;
    }

    /// <summary>The place of a feature among the values of a row.</summary>
    internal bool TryFind(string name, out int feature) => _places.TryGetValue(name, out feature);

    /// <summary>Codes one cell; see <see cref="FeatureCoder.TryCode"/>.</summary>
    internal bool TryCode(int feature, string? text, out double value) => _coders[feature].TryCode(text, out value);

    /// <summary>The log-odds of one row.</summary>
    /// <param name="row">A value for each feature: numbers, or codes of categories; NaN where missing.</param>
    internal double Score(ReadOnlySpan<double> row) => _booster.PredictRaw(row);

    /// <summary>The log-odds of a block of rows, the same as of each alone. Usable from several threads, each with blocks of its own.</summary>
    /// <param name="columns">The values of each feature; at least as long as <paramref name="scores"/>.</param>
    /// <param name="scores">Receives the log-odds.</param>
    internal void Score(double[][] columns, Span<double> scores)
    {
        int rows = scores.Length;
        FeatureTable table = new([.. columns.Select((column, feature) => FeatureColumn.Numeric(Features[feature].Name, column.AsMemory(0, rows)))]);
        _booster.PredictRaw(table, scores);
    }
}
