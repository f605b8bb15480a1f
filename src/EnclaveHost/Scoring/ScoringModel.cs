using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>A released private model, ready to score. It was read from a signed result: nothing here was trained on anything that the result does not already tell.</summary>
internal sealed class ScoringModel
{
    /// <summary>Rows that one thread scores at a time.</summary>
    private const int RowsOfBlock = 4096;

    private readonly Booster _booster;
    private readonly FeatureCoder[] _coders;
    private readonly Dictionary<string, int> _places;

    private ScoringModel(Booster booster, IReadOnlyList<ModelFeature> features)
    {
        (_booster, Features) = (booster, features);
        _coders = [.. features.Select(feature => new FeatureCoder(feature))];
        _places = features.Index().ToDictionary(each => each.Item.Name, each => each.Index, StringComparer.Ordinal);
    }

    internal IReadOnlyList<ModelFeature> Features { get; }

    /// <summary>Reads a model.</summary>
    /// <returns>False when its text is no model over its features.</returns>
    internal static bool TryRead(ReleasedModel released, [NotNullWhen(true)] out ScoringModel? model)
    {
        model = released.Format == ReleasedModel.LightGbm && Booster.TryParse(released.Text, out Booster? booster, out _)
            && booster.OutputCount == 1 && booster.FeatureNames.SequenceEqual(released.Features.Select(feature => feature.Name))
            ? new ScoringModel(booster, released.Features)
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

    /// <summary>The log-odds of many rows.</summary>
    /// <param name="rows">Rows one after the other, each with a value for each feature, as 32-bit floating-point numbers of this machine's byte order (little-endian).</param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>The log-odds of each row, likewise.</returns>
    internal byte[] ScoreAll(byte[] rows, int threads)
    {
        int width = Features.Count;
        int count = rows.Length / (width * sizeof(float));
        byte[] scores = new byte[count * sizeof(float)];
        int blocks = (count + RowsOfBlock - 1) / RowsOfBlock;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            Span<double> row = new double[width];
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(rows);
            Span<float> written = MemoryMarshal.Cast<byte, float>(scores.AsSpan());
            for (int i = block * RowsOfBlock; i < Math.Min((block + 1) * RowsOfBlock, count); i++)
            {
                ReadOnlySpan<float> source = values.Slice(i * width, width);
                for (int feature = 0; feature < width; feature++)
                {
                    row[feature] = source[feature];
                }

                written[i] = (float)_booster.PredictRaw(row);
            }
        });
        return scores;
    }
}
