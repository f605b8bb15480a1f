namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>In which order groups are shown, by a figure as it is released, noise included. Groups without the figure come last; among equals, key values decide.</summary>
public sealed record FigureOrder
{
    /// <summary>A figure of the same question.</summary>
    public required MeasureName Figure { get; init; }

    /// <summary>Whether the largest comes first.</summary>
    public required bool Descending { get; init; }
}
