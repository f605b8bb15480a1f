using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// What is publicly known of a column's values. It is typed by the owner, never read off the data, because the
/// partners read it: a bound or a vocabulary is data too.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UndisclosedDomain), "undisclosed")]
[JsonDerivedType(typeof(RangeDomain), "range")]
[JsonDerivedType(typeof(VocabularyDomain), "vocabulary")]
[JsonDerivedType(typeof(DiscoveredDomain), "discovered")]
[JsonDerivedType(typeof(LabelDomain), "label")]
public abstract record ColumnDomain;

/// <summary>Nothing is public of the values (identifiers, sensitive columns, model features that need no bounds).</summary>
public sealed record UndisclosedDomain : ColumnDomain;

/// <summary>A public range; values outside are clamped to it.</summary>
public sealed record RangeDomain : ColumnDomain
{
    /// <summary>Smallest value, in the column's unit.</summary>
    public required long Minimum { get; init; }

    /// <summary>Largest value, above <see cref="Minimum"/>.</summary>
    public required long Maximum { get; init; }
}

/// <summary>A public list of categories: each is reported, with noise, whether it occurs or not; others count as missing.</summary>
public sealed record VocabularyDomain : ColumnDomain
{
    /// <summary>1 to 10,000 distinct values.</summary>
    public required IReadOnlyList<string> Values { get; init; }
}

/// <summary>The categories, or the bounds of a number, are not public: those that are reported are chosen privately, and the choice is charged.</summary>
public sealed record DiscoveredDomain : ColumnDomain;

/// <summary>A binary outcome.</summary>
public sealed record LabelDomain : ColumnDomain
{
    /// <summary>The value, as text, that counts as positive; every other value, missing ones too, counts as negative.</summary>
    public required string Positive { get; init; }

    /// <summary>The positive value in the one spelling that values of a type have as categories.</summary>
    /// <param name="type">The column's type.</param>
    /// <returns>Truth values as <c>true</c> and <c>false</c>, numbers in the fewest digits, texts as they are; <see langword="null"/> where it is no value of the type, and so counts none as positive.</returns>
    public string? ValueIn(ColumnType type) => Answers.TypedText.TryRewrite(type, Positive, out string value) ? value : null;
}
