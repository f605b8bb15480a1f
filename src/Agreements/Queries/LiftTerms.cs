using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// A randomised holdout: who was assigned to which arm stands in one table, what people did in the other. People are compared, not rows.
/// </summary>
public sealed record LiftTerms : QueryTerms
{
    /// <summary>The arm of a person, a column with a public vocabulary; its dataset holds everybody who takes part in the experiment.</summary>
    public required ColumnReference Arm { get; init; }

    /// <summary>The value of the arm that was treated.</summary>
    public required string Treatment { get; init; }

    /// <summary>The value of the arm that was held out.</summary>
    public required string Control { get; init; }

    /// <summary>Of a thousand people of both arms so many were to be treated, 1 to 999: what the split is compared with.</summary>
    public required int TreatmentPermille { get; init; }

    /// <summary>What counts as converted, in the other table.</summary>
    public required LiftOutcome Outcome { get; init; }

    /// <summary>Numeric columns of the outcome's dataset whose sum per person may be compared too; at most 4.</summary>
    public required IReadOnlyList<PersonValue> Values { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Arm.Dataset, Outcome.Dataset];
}
