using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements;

/// <summary>A limit that an owner sets, or the written word that it sets none.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoOwnerLimit), "none")]
[JsonDerivedType(typeof(OwnerLimitOf), "limit")]
public abstract record OwnerLimit
{
    private protected OwnerLimit()
    {
    }
}

/// <summary>The owner sets no limit of its own beside the terms.</summary>
public sealed record NoOwnerLimit : OwnerLimit;

/// <summary>The owner's limit.</summary>
public sealed record OwnerLimitOf : OwnerLimit
{
    /// <summary>The most, or the fewest; 0 or more.</summary>
    public required long Value { get; init; }
}
