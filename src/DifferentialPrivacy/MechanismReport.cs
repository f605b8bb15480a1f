namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>What was done to a figure, in exact public numbers, so that a reader can check its cost and its accuracy.</summary>
public sealed record MechanismReport
{
    /// <summary>The name the plan gave to the figure.</summary>
    public required string Name { get; init; }

    /// <summary>What was done.</summary>
    public required MechanismKind Kind { get; init; }

    /// <summary>Which inputs are hard to tell apart.</summary>
    public required Adjacency Adjacency { get; init; }

    /// <summary>The declared sensitivity, in every norm.</summary>
    public required Sensitivity Sensitivity { get; init; }

    /// <summary>The norm the scale was computed from: <c>L0</c>, <c>L1</c>, <c>L2</c> or <c>LInfinity</c>.</summary>
    public required string Norm { get; init; }

    /// <summary>The exact scale parameter; <see cref="Kind"/> says which.</summary>
    public required Rational Scale { get; init; }

    /// <summary>The pure ε of the release, or <see langword="null"/> where it has none.</summary>
    public required Epsilon? Epsilon { get; init; }

    /// <summary>What it cost.</summary>
    public required PrivacyCost Cost { get; init; }

    /// <summary>The theorem and paper the cost rests on.</summary>
    public required string Source { get; init; }
}
