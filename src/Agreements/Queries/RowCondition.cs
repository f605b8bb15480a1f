using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Which rows count. It looks at one row, or at its person's profile, and at nothing else, so whoever leaves takes the same rows along as without it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AnyOfCondition), "anyOf")]
[JsonDerivedType(typeof(BetweenCondition), "between")]
public abstract record RowCondition
{
    /// <summary>One of the terms' filters.</summary>
    public required ColumnReference Column { get; init; }
}

/// <summary>The value is one of some; a row without a value never is.</summary>
public sealed record AnyOfCondition : RowCondition
{
    /// <summary>Different values of the column's public vocabulary.</summary>
    public required IReadOnlyList<string> Values { get; init; }
}

/// <summary>The number lies between two, both included, after it was confined to the column's public bounds; a row without a number never does.</summary>
public sealed record BetweenCondition : RowCondition
{
    /// <summary>From here, within the column's bounds.</summary>
    public required long Minimum { get; init; }

    /// <summary>To here, within the column's bounds and not below <see cref="Minimum"/>.</summary>
    public required long Maximum { get; init; }
}
