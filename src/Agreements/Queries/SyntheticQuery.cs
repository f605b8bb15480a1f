using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="SyntheticTerms"/>.</summary>
public sealed record SyntheticQuery : Query
{
    /// <summary>The columns of the rows, in this order; columns of the terms, each once. Fewer columns are learned better.</summary>
    public required IReadOnlyList<ColumnReference> Columns { get; init; }

    /// <summary>What the rows keep of how columns go together.</summary>
    public required SyntheticDependences Dependences { get; init; }

    /// <summary>How many rows are made, whatever the private number of true ones is.</summary>
    public required int Rows { get; init; }

    /// <summary>What the private choice of values of categories and items may spend, δ in units of 10⁻¹⁸; 0 where none are asked for.</summary>
    public required long AttoDelta { get; init; }

    /// <summary>
    /// A label among the columns, or none: for it a model trained on the made rows, and a private one trained on the true rows, are measured on people who were held out. It is charged, with <see cref="UtilityNanoRho"/>.
    /// </summary>
    public IReadOnlyList<ColumnReference> Utility { get; init; } = [];

    /// <summary>The part of <see cref="Query.NanoRho"/> that pays for <see cref="Utility"/>, a fifth: half of it trains on the true rows, half measures both models. 0 where it is not asked for.</summary>
    [JsonIgnore]
    public long UtilityNanoRho => Utility.Count == 0 ? 0 : NanoRho / 5;

    /// <summary>The part of <see cref="Query.NanoRho"/> that pays for the attacks of the safety check, a twenty-fifth.</summary>
    [JsonIgnore]
    public long SafetyNanoRho => Math.Max(NanoRho / 25, 2);

    /// <summary>The part of <see cref="Query.NanoRho"/> that pays for the figures of fidelity, a twenty-fifth.</summary>
    [JsonIgnore]
    public long FidelityNanoRho => Math.Max(NanoRho / 25, 10);

    /// <summary>The columns asked for whose values are chosen privately.</summary>
    /// <param name="terms">The terms of the question.</param>
    public IReadOnlyList<SyntheticColumn> ChosenOf(SyntheticTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return [.. terms.Columns.Where(column => column.Chosen > 0 && Columns.Contains(column.Column))];
    }

    /// <summary>The part of <see cref="Query.NanoRho"/> that pays for each column whose values are chosen: a tenth, divided by their number.</summary>
    /// <param name="terms">The terms of the question.</param>
    public long NanoRhoOfChoice(SyntheticTerms terms) => ChosenOf(terms).Count is var columns and > 0 ? NanoRho / 10 / columns : 0;

    /// <summary>The part of <see cref="Query.NanoRho"/> that is left for learning, at least.</summary>
    /// <param name="terms">The terms of the question.</param>
    public long LearningNanoRho(SyntheticTerms terms) => NanoRho - SafetyNanoRho - FidelityNanoRho - UtilityNanoRho - (NanoRhoOfChoice(terms) * ChosenOf(terms).Count);
}
