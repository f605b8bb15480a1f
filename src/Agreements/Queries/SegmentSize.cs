using System.Globalization;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How many of an audience's people a lookalike segment has: one of the sizes that its terms name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PermilleSize), "permille")]
[JsonDerivedType(typeof(PeopleSize), "people")]
public abstract record SegmentSize
{
    private protected SegmentSize()
    {
    }

    /// <summary>The number, in thousandths or in people.</summary>
    public required int Value { get; init; }

    /// <summary>So many people it comes to.</summary>
    /// <param name="audience">People of the audience, 0 or more.</param>
    /// <returns>At least 1 where there is anybody; never more than a list can hold.</returns>
    public int Of(int audience) => audience == 0 ? 0 : Math.Clamp(Count(audience), 1, Math.Min(audience, HashedIdList.MaximumCount));

    internal abstract bool IsAllowed { get; }

    private protected abstract int Count(int audience);
}

/// <summary>A share of the audience in thousandths, 10 to 200.</summary>
public sealed record PermilleSize : SegmentSize
{
    internal override bool IsAllowed => Value is >= 10 and <= 200;

    private protected override int Count(int audience) => (int)((long)audience * Value / 1000);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value / 10.0:0.#} %");
}

/// <summary>So many people, 1 to <see cref="HashedIdList.MaximumCount"/>; all of a smaller audience.</summary>
public sealed record PeopleSize : SegmentSize
{
    internal override bool IsAllowed => Value is >= 1 and <= HashedIdList.MaximumCount;

    private protected override int Count(int audience) => Value;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} people");
}
