using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>What turns a raw score into a prediction: the identity, or 1 / (1 + exp(-σ s)).</summary>
internal sealed class OutputTransform
{
    private const string SigmoidParameter = "sigmoid:";

    private readonly double? _sigmoid;

    private OutputTransform(double? sigmoid) => _sigmoid = sigmoid;

    public static OutputTransform Identity { get; } = new(null);

    /// <summary>Whether predictions are probabilities.</summary>
    public bool IsProbability => _sigmoid is not null;

    /// <summary>Reads the model file's objective: a name and its parameters.</summary>
    public static bool TryParse(string objective, [NotNullWhen(true)] out OutputTransform? transform)
    {
        string[] words = objective.Split(' ');
        transform = words switch
        {
            ["regression"] => Identity,
            ["cross_entropy"] => new OutputTransform(1),
            ["binary", string parameter] when TryReadSigmoid(parameter, out double sigmoid) => new OutputTransform(sigmoid),
            _ => null,
        };
        return transform is not null;
    }

    public double Apply(double raw) => _sigmoid is double sigmoid ? 1.0 / (1.0 + PortableExp.Exp(raw * -sigmoid)) : raw;

    public void Apply(Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Apply(scores[i]);
        }
    }

    private static bool TryReadSigmoid(string parameter, out double sigmoid)
    {
        sigmoid = 0;
        return parameter.StartsWith(SigmoidParameter, StringComparison.Ordinal)
            && double.TryParse(parameter.AsSpan(SigmoidParameter.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out sigmoid)
            && double.IsFinite(sigmoid)
            && sigmoid > 0;
    }
}
