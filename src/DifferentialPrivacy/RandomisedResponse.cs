using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Releases one value of each person on a public list, each replaced at random by another with a known probability.</summary>
/// <remarks>
/// Input: for each person of a public list a value in [0, k), of which one stands for "absent". Adjacency: one person's value becomes "absent" or ceases to be. The true value keeps probability
/// e^ε/(e^ε + k - 1), every other has 1/(e^ε + k - 1): the ratio of any two is at most e^ε (Warner 1965). It is drawn as a choice between scores 1 and 0, in exact integers. It costs <see cref="RhoOf"/>, which is
/// less than ε²/2.
/// </remarks>
public sealed class RandomisedResponse : Mechanism
{
    /// <summary>Responses of <paramref name="people"/> people.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="people">At least 1; public.</param>
    /// <param name="values">k, at least 2; public.</param>
    /// <param name="epsilon">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public RandomisedResponse(string name, int people, int values, Epsilon epsilon)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 2);
        ArgumentOutOfRangeException.ThrowIfZero(epsilon.Value.Sign, nameof(epsilon));
        (People, Values, Epsilon) = (people, values, epsilon);
        Reports =
        [
            new()
            {
                Name = name,
                Kind = MechanismKind.RandomisedResponse,
                Adjacency = Adjacency.AddOrRemoveOnePerson,
                Sensitivity = Sensitivity.One,
                Norm = "L0",
                Scale = epsilon.Value,
                Epsilon = epsilon,
                Cost = PrivacyCost.RoundedUp(RhoOf(epsilon), Rational.Zero),
                Source = "epsilon (Warner 1965); rho = epsilon tanh(epsilon/2), the divergence as its order falls to 1",
            },
        ];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"one of {Values} values for each of {People} people on a public list";

    /// <summary>How many people are on the list.</summary>
    public int People { get; }

    /// <summary>k: how many values there are.</summary>
    public int Values { get; }

    /// <summary>ε.</summary>
    public Epsilon Epsilon { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>The ρ of responses of <paramref name="epsilon"/>: ε·tanh(ε/2), rounded up in the fiftieth digit, the same on every machine.</summary>
    /// <remarks>No smaller ρ is one for two values, and the same ρ is enough for every ε-differentially private release: proof in the code.</remarks>
    public static Rational RhoOf(Epsilon epsilon) => ResponseDivergence.RhoUp(epsilon.Value);

    /// <summary>Draws a response for each person.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="truth">The values, each in [0, k).</param>
    /// <exception cref="ArgumentException">There are not as many values as people, or one is out of range; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<ImmutableArray<int>> Release(BudgetGrant grant, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (truth.Length != People || truth.ContainsAnyExceptInRange(0, Values - 1))
        {
            throw new ArgumentException("There must be a value in range for each person.", nameof(truth));
        }

        using EntropyWords words = grant.Consume(this);
        ImmutableArray<int>.Builder responses = ImmutableArray.CreateBuilder<int>(People);
        foreach (int value in truth)
        {
            responses.Add(Respond(words, value));
        }

        return new PrivateRelease<ImmutableArray<int>>(responses.MoveToImmutable(), Reports, [new object()]);
    }

    internal int Respond(EntropyWords words, int truth)
    {
        while (true)
        {
            int candidate = (int)UniformBelow.Fast(words, (ulong)Values);
            if (candidate == truth || ExactBernoulli.Exponential(words, Epsilon.Value.Numerator, Epsilon.Value.Denominator))
            {
                return candidate;
            }
        }
    }
}
