using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Who of the base is in the segment. It is decided for each person by the person's own rows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PartnerSegment), "inPartner")]
[JsonDerivedType(typeof(OutcomeSegment), "outcome")]
[JsonDerivedType(typeof(ValueSegment), "value")]
public abstract record ProfileSegment;

/// <summary>People of the partner's table.</summary>
public sealed record PartnerSegment : ProfileSegment;

/// <summary>People with at least one row whose label is positive: those who clicked, or bought.</summary>
public sealed record OutcomeSegment : ProfileSegment
{
    /// <summary>A label column of the terms.</summary>
    public required ColumnReference Label { get; init; }
}

/// <summary>People whose most frequent value of a column is one of some.</summary>
public sealed record ValueSegment : ProfileSegment
{
    /// <summary>A categorical column of the terms, and values of its public vocabulary.</summary>
    public required ValueFilter Filter { get; init; }
}
