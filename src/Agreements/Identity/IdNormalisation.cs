using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Identity.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>
/// How identifiers are brought to one form before they can match: a list of rules, applied in order, that stands in the
/// agreement as data. With the same list, both parties turn the same text into the same identifier.
/// </summary>
/// <remarks>
/// <para>JSON: <c>{"version":1,"rules":[{"rule":"trim"},{"rule":"case","to":"lower"},{"rule":"email","ignoreDotsAt":["gmail.com"],"ignoreTagsAt":["*"]},{"rule":"phone","countryCode":"44","trunkPrefix":"0"}]}</c>.
/// All members are required; unknown ones are refused; the empty list of rules means "as they are".</para>
/// <para>This is not protection. A normalised identifier, and a plain hash of one too, still identifies a person. It travels
/// encrypted, and only inside the attested room is it replaced by a keyed hash (HMAC) under a key that the room alone holds;
/// nothing on an owner's machine computes or knows that hash.</para>
/// </remarks>
[JsonConverter(typeof(IdNormalisationConverter))]
public sealed class IdNormalisation : IEquatable<IdNormalisation>
{
    /// <summary>The version of the rules and of their JSON form.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The longest identifier, before and after normalisation, in UTF-16 characters.</summary>
    public const int MaximumLength = 256;

    /// <summary>The most rules in a list.</summary>
    public const int MaximumRules = 8;

    /// <summary>How much room a rule has to work in: a phone number may grow by '+' and a country code.</summary>
    internal const int WorkspaceLength = MaximumLength + 4;

    /// <summary>Makes a list of rules, applied in this order.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaximumRules"/>, or more than one of e-mail and phone.</exception>
    public IdNormalisation(params IEnumerable<IdRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        IdRule[] list = [.. rules];
        if (Check(list) is var failure && failure != IdNormalisationFailure.None)
        {
            throw new ArgumentException($"The rules are refused: {failure}.", nameof(rules));
        }

        Rules = list;
    }

    /// <summary>No rule: identifiers are compared as they are.</summary>
    public static IdNormalisation None { get; } = new();

    /// <summary>Trim and lower-case: for opaque identifiers such as customer numbers.</summary>
    public static IdNormalisation TrimmedLowerCase { get; } = new(new TrimRule(), new CaseRule(LetterCase.Lower));

    /// <summary>The rules in the order in which they are applied.</summary>
    public IReadOnlyList<IdRule> Rules { get; }

    /// <summary>Reads the JSON form.</summary>
    /// <param name="utf8">The JSON text, strict (see <see cref="StrictJson"/>).</param>
    /// <param name="normalisation">The rules; null when refused.</param>
    /// <param name="failure">The reason of a refusal.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out IdNormalisation? normalisation, out IdNormalisationFailure failure)
    {
        normalisation = null;
        if (!StrictJson.TryParse(utf8, out JsonElement root))
        {
            failure = IdNormalisationFailure.Malformed;
            return false;
        }

        failure = IdRulesJson.TryRead(root, out normalisation);
        return normalisation is not null;
    }

    /// <summary>The JSON form, compact.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Normalises one identifier.</summary>
    /// <param name="raw">The identifier as it was found.</param>
    /// <param name="destination">Room for <see cref="MaximumLength"/> characters.</param>
    /// <param name="written">The length of the normalised identifier; 0 when it is rejected.</param>
    /// <returns><see cref="IdRejection.None"/>, or why this is no identifier. Never throws for any text.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    public IdRejection Normalise(ReadOnlySpan<char> raw, Span<char> destination, out int written)
    {
        if (destination.Length < MaximumLength)
        {
            throw new ArgumentException($"The destination holds {destination.Length} characters, not {MaximumLength}.", nameof(destination));
        }

        written = 0;
        IdRejection rejection = CheckRaw(raw);
        if (rejection != IdRejection.None)
        {
            return rejection;
        }

        Span<char> text = stackalloc char[WorkspaceLength];
        raw.CopyTo(text);
        int length = raw.Length;
        foreach (IdRule rule in Rules)
        {
            rejection = rule.Apply(text, ref length);
            if (rejection != IdRejection.None)
            {
                return rejection;
            }
        }

        text[..length].CopyTo(destination);
        written = length;
        return IdRejection.None;
    }

    /// <summary>Normalises one identifier; null is an absent one.</summary>
    /// <returns>The normalised identifier, or null with the reason in <paramref name="rejection"/>.</returns>
    public string? Normalise(string? raw, out IdRejection rejection)
    {
        Span<char> destination = stackalloc char[MaximumLength];
        rejection = Normalise(raw.AsSpan(), destination, out int written);
        return rejection == IdRejection.None ? new string(destination[..written]) : null;
    }

    /// <summary>Equal when the rules are, in the same order.</summary>
    public bool Equals(IdNormalisation? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IdNormalisation);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(Rules.Count, HashCode.Combine);

    internal static IdNormalisationFailure Check(IReadOnlyCollection<IdRule> rules) =>
        rules.Count > MaximumRules ? IdNormalisationFailure.TooManyRules
        : rules.Count(rule => rule is EmailRule or PhoneRule) > 1 ? IdNormalisationFailure.ContradictoryRules
        : IdNormalisationFailure.None;

    private static IdRejection CheckRaw(ReadOnlySpan<char> raw)
    {
        if (raw.IsWhiteSpace())
        {
            return IdRejection.Empty;
        }

        if (raw.Length > MaximumLength)
        {
            return IdRejection.TooLong;
        }

        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            bool pairs = char.IsHighSurrogate(c) && i + 1 < raw.Length && char.IsLowSurrogate(raw[i + 1]);
            if (pairs)
            {
                i++;
            }
            else if (char.IsSurrogate(c) || c == '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n')))
            {
                return IdRejection.UnusableCharacter;
            }
        }

        return IdRejection.None;
    }
}
