namespace EnclaveCleanRoom.Agreements;

/// <summary>What is protected, and how it is counted.</summary>
public sealed record PrivacyTerms
{
    /// <summary>The one definition of neighbours there is; written out so that every signer has read it.</summary>
    public const string PersonNeighbours = "all rows of one normalised id in any non-empty subset of the tables";

    /// <summary>Always <see cref="PersonNeighbours"/>.</summary>
    public required string Neighbours { get; init; }

    /// <summary>The δ at which an (ε, δ) statement is made, in units of 10⁻¹⁸: a public constant, never a function of the data. At most 10⁻⁵.</summary>
    public required long StatementAttoDelta { get; init; }

    /// <summary>The exception every owner signs by name, or not.</summary>
    public required TrainingUsers TrainingUsers { get; init; }

    /// <summary>Who may ask how much about whose people.</summary>
    public required IReadOnlyList<BudgetTerms> Budgets { get; init; }
}
