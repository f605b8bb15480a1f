namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What a result cost, and what that means as (ε, δ).</summary>
public sealed record PrivacyStatement
{
    /// <summary>ρ spent, in units of 10⁻⁹.</summary>
    public required long NanoRho { get; init; }

    /// <summary>δ spent by private selection, in units of 10⁻¹⁸.</summary>
    public required long AttoDelta { get; init; }

    /// <summary>The ε of the whole result at <see cref="StatementAttoDelta"/>, rounded up.</summary>
    public required double Epsilon { get; init; }

    /// <summary>The δ of the statement, in units of 10⁻¹⁸; it includes <see cref="AttoDelta"/>.</summary>
    public required long StatementAttoDelta { get; init; }

    /// <summary>The definition of neighbours.</summary>
    public required string Neighbours { get; init; }
}
