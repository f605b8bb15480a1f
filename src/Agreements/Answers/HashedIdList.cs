using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// People by their hashed identifiers, each once, in ascending order of the hashes, so that the order says nothing. The hash is the one that advertising platforms take: see
/// <see cref="HashedId"/>.
/// </summary>
/// <remarks>JSON: one text, base64url without padding of the 32-byte hashes one after the other.</remarks>
[JsonConverter(typeof(HashedIdListConverter))]
public sealed class HashedIdList : IEquatable<HashedIdList>
{
    /// <summary>The most people of one list.</summary>
    public const int MaximumCount = 1_000_000;

    private readonly byte[] _bytes;

    private HashedIdList(byte[] bytes) => _bytes = bytes;

    /// <summary>Nobody.</summary>
    public static HashedIdList Empty { get; } = new([]);

    /// <summary>How many people are listed.</summary>
    public int Count => _bytes.Length / HashedId.Length;

    /// <summary>The hash of the person at a place of the list.</summary>
    /// <param name="index">0 to <see cref="Count"/> less 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Digest256 this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new Digest256(At(_bytes, index));
        }
    }

    /// <summary>The hashes one after the other, 32 bytes each, ascending.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A list of people in any order; whoever stands twice is listed once.</summary>
    /// <param name="hashes">32 bytes a person, one after the other.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaximumCount"/>, or the bytes are no multiple of 32.</exception>
    public static HashedIdList Of(ReadOnlyMemory<byte> hashes)
    {
        if (hashes.Length % HashedId.Length != 0)
        {
            throw new ArgumentException($"A hash has {HashedId.Length} bytes.", nameof(hashes));
        }

        int[] places = [.. Enumerable.Range(0, hashes.Length / HashedId.Length)];
        Array.Sort(places, (left, right) => At(hashes.Span, left).SequenceCompareTo(At(hashes.Span, right)));
        byte[] sorted = new byte[hashes.Length];
        int count = 0;
        foreach (int place in places)
        {
            if (count == 0 || !At(sorted, count - 1).SequenceEqual(At(hashes.Span, place)))
            {
                At(hashes.Span, place).CopyTo(sorted.AsSpan(count++ * HashedId.Length));
            }
        }

        return count <= MaximumCount
            ? new HashedIdList(sorted[..(count * HashedId.Length)])
            : throw new ArgumentException($"There are {count} people, and a list has at most {MaximumCount}.", nameof(hashes));
    }

    /// <summary>Takes hashes from anywhere; <see langword="false"/> where they are no such list.</summary>
    /// <param name="bytes">32 bytes a person, strictly ascending.</param>
    /// <param name="list">The list.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HashedIdList? list)
    {
        list = null;
        if (bytes.Length % HashedId.Length != 0 || bytes.Length / HashedId.Length > MaximumCount)
        {
            return false;
        }

        for (int at = HashedId.Length; at < bytes.Length; at += HashedId.Length)
        {
            if (At(bytes, (at / HashedId.Length) - 1).SequenceCompareTo(At(bytes, at / HashedId.Length)) >= 0)
            {
                return false;
            }
        }

        list = new HashedIdList(bytes.ToArray());
        return true;
    }

    /// <summary>Equal when the same people are listed.</summary>
    public bool Equals(HashedIdList? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HashedIdList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_bytes.AsSpan(0, Math.Min(_bytes.Length, HashedId.Length)));
        hash.Add(_bytes.Length);
        return hash.ToHashCode();
    }

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> hashes, int place) => hashes.Slice(place * HashedId.Length, HashedId.Length);
}
