namespace EnclaveCleanRoom.Agreements;

/// <summary>What is protected, and how it is counted.</summary>
public sealed record PrivacyTerms
{
    /// <summary>The one definition of neighbours there is; written out so that every signer has read it.</summary>
    public const string PersonNeighbours = "all rows of one normalised id in any non-empty subset of the tables";

    /// <summary>
    /// The neighbours of an answer whose ε holds towards one recipient alone, who owns some of its tables and so knows them already: people of the other tables are protected.
    /// See <see cref="Queries.QueryTerms.HoldsTowardRecipientOnly"/>.
    /// </summary>
    /// <param name="recipient">The one party that receives the answer.</param>
    public static string NeighboursToward(PartyId recipient) =>
        $"all rows of one normalised id in any non-empty subset of the tables that '{recipient}' does not own, towards '{recipient}' alone";

    /// <summary>Always <see cref="PersonNeighbours"/>.</summary>
    public required string Neighbours { get; init; }

    /// <summary>The δ at which an (ε, δ) statement is made, in units of 10⁻¹⁸: a public constant, never a function of the data. At most 10⁻⁵.</summary>
    public required long StatementAttoDelta { get; init; }

    /// <summary>The exception every owner signs by name, or not.</summary>
    public required TrainingUsers TrainingUsers { get; init; }

    /// <summary>Who may ask how much about whose people.</summary>
    public required IReadOnlyList<BudgetTerms> Budgets { get; init; }
}
