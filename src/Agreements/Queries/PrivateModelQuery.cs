using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="PrivateModelTerms"/>.</summary>
public sealed record PrivateModelQuery : Query
{
    /// <summary>What is trained: one of the terms' kinds.</summary>
    public required PrivateModelKind Model { get; init; }

    /// <summary>How often gradients are summed over all people and released, 1 to the terms' most. Each costs an equal share of what trains.</summary>
    public required int Rounds { get; init; }

    /// <summary>How much a person counts at most in training, in hundredths of one row of the largest possible error, 25 to 1,300: more distorts who has many rows less, and needs more noise.</summary>
    public required int ClipPercent { get; init; }

    /// <summary>What of a model's part of ρ recalibrates it, in thousandths, 1 to 500. It cannot be left out: noise and clipping bend predicted rates.</summary>
    public required int CalibrationPermille { get; init; }

    /// <summary>What of ρ the quality costs, in thousandths, 10 to 500; the rest trains and recalibrates one model, or two.</summary>
    public required int QualityPermille { get; init; }

    /// <summary>
    /// What of ρ finds vocabularies and bounds that the agreement leaves to be discovered, in thousandths, 0 to 500: each such feature has an equal share. 0, which it is when the member is absent, hashes categories and needs a range
    /// of every number. Columns that the one recipient owns cost nothing of it.
    /// </summary>
    public int SelectionPermille { get; init; }

    /// <summary>What finding vocabularies may spend, δ in units of 10⁻¹⁸; 0, and 0 when the member is absent, where none is to be found.</summary>
    public long AttoDelta { get; init; }

    /// <summary>What of ρ tells how good trees without privacy are, by sample and aggregate, in thousandths, 0 to 500; 0, which it is when the member is absent, leaves that out.</summary>
    public int ReferencePermille { get; init; }

    /// <summary>Into how many shards people are divided for that, <see cref="FewestShards"/> to <see cref="MostShards"/>; 0, and 0 when the member is absent, where it is left out.</summary>
    public int ReferenceShards { get; init; }

    /// <summary>The fewest shards.</summary>
    public const int FewestShards = 10;

    /// <summary>The most shards.</summary>
    public const int MostShards = 1000;

    /// <summary>Whether open vocabularies and bounds are found rather than done without.</summary>
    [JsonIgnore]
    public bool Selects => SelectionPermille > 0;

    /// <summary>Whether a second model is trained without the partner's columns, and both are compared: each then has half of what trains.</summary>
    public required bool Compare { get; init; }

    /// <summary>None, or one of the terms' segment columns: quality is then also told by its values, for half of what quality costs.</summary>
    public required IReadOnlyList<ColumnReference> Segments { get; init; }
}
