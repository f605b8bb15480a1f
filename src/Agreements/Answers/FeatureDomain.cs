using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>The values that a feature of a model has. All of it is public.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumberDomain), "number")]
[JsonDerivedType(typeof(CategoryDomain), "category")]
[JsonDerivedType(typeof(HashedDomain), "hashed")]
public abstract record FeatureDomain;

/// <summary>A number; values outside the bounds are clamped to them, and absent ones are missing.</summary>
public sealed record NumberDomain : FeatureDomain
{
    /// <summary>Smallest value.</summary>
    public required double Low { get; init; }

    /// <summary>Largest value.</summary>
    public required double High { get; init; }
}

/// <summary>A category: its code is its place in the list, from 0; others are missing.</summary>
public sealed record CategoryDomain : FeatureDomain
{
    /// <summary>The vocabulary.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Whether another has the same vocabulary in the same order.</summary>
    public bool Equals(CategoryDomain? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Count == 0 ? 0 : HashCode.Combine(Values.Count, Values[0]);
}

/// <summary>A category without a public vocabulary: its code is the first four bytes of the SHA-256 of its text, big-endian, modulo the number of classes.</summary>
public sealed record HashedDomain : FeatureDomain
{
    /// <summary>How many classes there are.</summary>
    public required int Buckets { get; init; }

    /// <summary>The class of a category, 0 to <see cref="Buckets"/> less 1.</summary>
    public int CodeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (uint)Buckets);
    }
}
