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

    /// <summary>The part of <see cref="Query.NanoRho"/> that pays for the check for copies, a fiftieth.</summary>
    [JsonIgnore]
    public long SafetyNanoRho => Math.Max(NanoRho / 50, 1);
}
