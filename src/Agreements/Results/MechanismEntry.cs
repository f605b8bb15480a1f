using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>One mechanism that a result was made with: what it cost, and how much noise it added. All numbers are exact.</summary>
public sealed record MechanismEntry
{
    /// <summary>Stands for ε where a mechanism has no pure one.</summary>
    internal const string NoEpsilon = "none";

    /// <summary>What it was used for.</summary>
    public required string Figure { get; init; }

    /// <summary>Which mechanism: <c>discreteLaplace</c>, <c>discreteGaussian</c>, <c>truncatedGeometricSelection</c>, <c>exponentialChoice</c>,
    /// <c>permuteAndFlip</c> or <c>randomisedResponse</c>.</summary>
    public required MechanismKind Mechanism { get; init; }

    /// <summary>Sensitivity for one person leaving any of the tables: entries changed, L1, L2 squared, L∞.</summary>
    public required SensitivityEntry Sensitivity { get; init; }

    /// <summary>The norm the scale was computed from.</summary>
    public required string Norm { get; init; }

    /// <summary>The parameter of the noise as an exact fraction: b of Laplace, σ² of Gaussian noise, ε of a group's selection.</summary>
    public required string Scale { get; init; }

    /// <summary>The pure ε as an exact fraction, or <c>none</c> where it has none.</summary>
    public required string Epsilon { get; init; }

    /// <summary>ρ in units of 10⁻⁹.</summary>
    public required long NanoRho { get; init; }

    /// <summary>δ in units of 10⁻¹⁸.</summary>
    public required long AttoDelta { get; init; }

    /// <summary>Where the theorem stands.</summary>
    public required string Source { get; init; }

    internal static MechanismEntry From(MechanismReport report) => new()
    {
        Figure = report.Name,
        Mechanism = report.Kind,
        Sensitivity = new SensitivityEntry
        {
            L0 = report.Sensitivity.L0,
            L1 = report.Sensitivity.L1,
            L2Squared = report.Sensitivity.L2Squared,
            LInfinity = report.Sensitivity.LInfinity,
        },
        Norm = report.Norm,
        Scale = report.Scale.ToString(),
        Epsilon = report.Epsilon is { } epsilon ? epsilon.Value.ToString() : NoEpsilon,
        NanoRho = report.Cost.NanoRho,
        AttoDelta = report.Cost.AttoDelta,
        Source = report.Source,
    };
}
