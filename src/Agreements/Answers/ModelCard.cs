namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>What whoever uses a model has to know of it; its quality stands beside it. It says nothing that the agreement, the query and the plan do not say.</summary>
public sealed record ModelCard
{
    /// <summary>The agreement's purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>What the terms say the model is for.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>Who is protected, in one sentence.</summary>
    public required string Protects { get; init; }

    /// <summary>ε of the model and its quality together, at <see cref="StatementAttoDelta"/>; the result states the same.</summary>
    public required double Epsilon { get; init; }

    /// <summary>δ of the statement, in units of 10⁻¹⁸.</summary>
    public required long StatementAttoDelta { get; init; }

    /// <summary>What of ρ went into the model itself, with finding vocabularies and bounds, in units of 10⁻⁹; the rest went into quality and comparison.</summary>
    public required long ModelNanoRho { get; init; }

    /// <summary>A person counted at most so many rows.</summary>
    public required int RowsPerPerson { get; init; }

    /// <summary>What bounds a person's part and the values of each feature, and how these bounds came about; see <see cref="Queries.ModelBounds"/>.</summary>
    public required IReadOnlyList<string> Bounds { get; init; }

    /// <summary>What the model cannot do, one sentence each.</summary>
    public required IReadOnlyList<string> KnownLimits { get; init; }
}
