using System.Text.Json.Serialization;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="SuppressionTerms"/>.</summary>
public sealed record SuppressionQuery : Query
{
    /// <summary>The least <see cref="EpsilonPermille"/>: below it an answer is wrong almost every second time.</summary>
    public const int LeastEpsilonPermille = 100;

    /// <summary>The most: above it an answer is wrong less than once in twenty thousand times, and protects nobody.</summary>
    public const int MostEpsilonPermille = 10_000;

    /// <summary>ε of each person's answer in thousandths; of 3000 each answer is wrong with 4.74 %. It costs ρ = ε·tanh(ε/2), which <see cref="Query.NanoRho"/> must cover.</summary>
    public required int EpsilonPermille { get; init; }

    /// <summary>ε, exactly.</summary>
    [JsonIgnore]
    public Epsilon Epsilon => new(new Rational(EpsilonPermille, 1000));

    /// <summary>The probability with which an answer is wrong, whichever it should be: 1/(1 + e^ε).</summary>
    [JsonIgnore]
    public double FalseRate => 1 / (1 + Math.Exp(EpsilonPermille / 1000.0));
}
