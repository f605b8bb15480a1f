namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Why a query in SQL was not compiled.</summary>
public sealed record SqlRefusal
{
    /// <summary>Stands for the nearest query where there is none.</summary>
    public const string None = "";

    /// <summary>Stands for the position of what no character stands for, such as ρ.</summary>
    public const int Nowhere = 0;

    /// <summary>Where in the text, counted from 1; or <see cref="Nowhere"/>.</summary>
    public required int Position { get; init; }

    /// <summary>The rule that says no, in words.</summary>
    public required string Rule { get; init; }

    /// <summary>The other rules that the text breaks and that were met to come to the nearest query, in words; none where there is no such query.</summary>
    public required IReadOnlyList<string> OtherRules { get; init; }

    /// <summary>The nearest query that compiles, each offending part replaced or left out; or <see cref="None"/>.</summary>
    public required string Nearest { get; init; }

    /// <summary>What the nearest query is to be asked with: what was asked with, and where that is outside its limits the nearest of them.</summary>
    public required SqlAsking NearestAsking { get; init; }
}
