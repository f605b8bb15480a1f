using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>What turns a row's raw scores into its predictions.</summary>
internal sealed class OutputTransform
{
    private const string SigmoidParameter = "sigmoid:";
    private const string ClassesParameter = "num_class:";

    private readonly Kind _kind;
    private readonly double _sigmoid;

    private OutputTransform(Kind kind, double sigmoid = 1)
    {
        _kind = kind;
        _sigmoid = sigmoid;
    }

    private enum Kind
    {
        Identity,
        Logistic,
        Softmax,
        Exponential,
        SignedSquare,
        SoftPlus,
    }

    public static OutputTransform Identity { get; } = new(Kind.Identity);

    /// <summary>Whether predictions are probabilities.</summary>
    public bool IsProbability => _kind is Kind.Logistic or Kind.Softmax;

    /// <summary>Whether prediction may end early: what counts is who wins, not by how much.</summary>
    public bool AllowsEarlyStop { get; private init; }

    /// <summary>Reads the model file's objective: a name and its parameters; null for a custom one.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="outputs">The number of trees an iteration, which the parameters must agree with.</param>
    /// <param name="transform">The transform, when the result is true.</param>
    public static bool TryParse(string? objective, int outputs, [NotNullWhen(true)] out OutputTransform? transform)
    {
        transform = objective?.Split(' ') switch
        {
            null => Identity,
            ["regression" or "regression_l1" or "fair" or "quantile" or "mape" or "huber"] => Identity,
            ["regression" or "regression_l1" or "fair" or "quantile" or "mape", "sqrt"] => new OutputTransform(Kind.SignedSquare),
            ["lambdarank" or "rank_xendcg"] => new OutputTransform(Kind.Identity) { AllowsEarlyStop = true },
            ["poisson" or "gamma" or "tweedie"] => new OutputTransform(Kind.Exponential),
            ["cross_entropy"] => new OutputTransform(Kind.Logistic),
            ["cross_entropy_lambda"] => new OutputTransform(Kind.SoftPlus),
            ["binary", string parameter] when TryReadSigmoid(parameter, out double sigmoid) => new OutputTransform(Kind.Logistic, sigmoid) { AllowsEarlyStop = true },
            ["multiclass", string classes] when IsCount(classes, outputs) => new OutputTransform(Kind.Softmax) { AllowsEarlyStop = true },
            ["multiclassova", string classes, string parameter] when IsCount(classes, outputs) && TryReadSigmoid(parameter, out double sigmoid) =>
                new OutputTransform(Kind.Logistic, sigmoid) { AllowsEarlyStop = true },
            _ => null,
        };
        return transform is not null && (outputs == 1 || objective is null || objective.StartsWith("multiclass", StringComparison.Ordinal));
    }

    /// <summary>Turns the raw scores of one row, one an output, into its predictions.</summary>
    public void Apply(Span<double> row)
    {
        if (_kind == Kind.Softmax)
        {
            Softmax.Apply(row);
            return;
        }

        foreach (ref double score in row)
        {
            score = Apply(score);
        }
    }

    /// <summary>Turns the raw score of a row of one output into its prediction.</summary>
    public double Apply(double raw) => _kind switch
    {
        Kind.Logistic => 1.0 / (1.0 + PortableExp.Exp(raw * -_sigmoid)),
        Kind.Exponential => PortableExp.Exp(raw),
        Kind.SignedSquare => Math.CopySign(raw * raw, raw),
        Kind.SoftPlus => PortableLog.Log(1 + PortableExp.Exp(raw)),
        Kind.Softmax => 1,
        _ => raw,
    };

    private static bool IsCount(string parameter, int outputs) => parameter == ClassesParameter + outputs.ToString(CultureInfo.InvariantCulture);

    private static bool TryReadSigmoid(string parameter, out double sigmoid)
    {
        sigmoid = 0;
        return parameter.StartsWith(SigmoidParameter, StringComparison.Ordinal)
            && double.TryParse(parameter.AsSpan(SigmoidParameter.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out sigmoid)
            && double.IsFinite(sigmoid)
            && sigmoid > 0;
    }
}
