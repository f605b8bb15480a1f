namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>A model trained with differential privacy, its card, and how well it predicts people held out of training.</summary>
public sealed record PrivateModelAnswer : Answer
{
    /// <summary>The label that is predicted.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>The one party towards which ε holds, where the rows' own columns are not protected from it; empty where ε holds towards everybody.</summary>
    public required IReadOnlyList<PartyId> TowardsOnly { get; init; }

    /// <summary>The model.</summary>
    public required ReleasedModel Model { get; init; }

    /// <summary>What whoever uses the model has to know.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>Its quality on people held out of training.</summary>
    public required ModelQuality Quality { get; init; }

    /// <summary>Its quality by the values of the segment column and, by no value, of all others; empty where the query names none.</summary>
    public required IReadOnlyList<SegmentQuality> Segments { get; init; }

    /// <summary>The comparison with a model without the partner's columns; one where the query asks for it, else none.</summary>
    public required IReadOnlyList<ModelComparison> Comparison { get; init; }

    /// <summary>What trees without privacy reach; one where the query asks for it, else none.</summary>
    public required IReadOnlyList<ReferenceQuality> Reference { get; init; }
}

/// <summary>The quality of a model for the rows of one segment.</summary>
public sealed record SegmentQuality
{
    /// <summary>The segment's value; empty for all other rows.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The quality.</summary>
    public required ModelQuality Quality { get; init; }
}
